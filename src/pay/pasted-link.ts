/** Links come out of messages with what stood behind them: the full stop of a sentence, a bracket, a tracker. */
import { paths } from '../web/paths.ts'

const token = '[0-9A-Za-z]{22}'
const link = `${paths.pay({ token })}|${paths.receipt({ token })}`
// Another letter or digit would make it another token, and a further step of the path another page.
const pastedLink = new RegExp(`^(${link})(?![0-9A-Za-z]|/[0-9A-Za-z])(.*)$`)
/** The one thing that a link is told: whoever opens it comes back from the gateway's page. */
const isBack = /[?&]retour=paiement(?![^&])/

/** The link alone, where `url` is a link with something behind it; else `url` as it is. */
export function withoutPastedTail(url: string): string {
  const [, clean, tail = ''] = pastedLink.exec(url) ?? []
  if (clean === undefined) return url
  return isBack.test(tail) ? `${clean}?retour=paiement` : clean
}
