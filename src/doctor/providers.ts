/** The providers: whether they know us, and whether we hear from them. */
import type { Config } from '../config/config.ts'
import type { Db } from '../db/connect.ts'
import { parseSender } from '../domain/sender.ts'
import { doubtful, type Finding, fine, wrong } from './finding.ts'
import { countRefusedKeys, countSent, listHeard, listSenders } from './store.ts'

/**
 * `tryKey` asks the provider something that sends nothing, and resolves with why it refuses us, if it does.
 * `variables`: those to correct.
 */
export async function checkProvider(
  name: string,
  variables: string,
  tryKey: () => Promise<string | undefined>,
): Promise<Finding> {
  try {
    const refusal = await tryKey()
    return refusal
      ? wrong(`${name} refuses us: ${refusal}`, `Correct ${variables}`)
      : fine(`${name} knows us`)
  } catch (error) {
    return wrong(
      `${name} does not answer: ${(error as Error).message}`,
      'Look at the network, and at its status page',
    )
  }
}

const weekMs = 7 * 24 * 60 * 60 * 1000

/** Whether reports of what became of messages arrive. Only Postmark and Vonage report. */
export async function checkReports(
  db: Db,
  { mailer, texter }: Pick<Config, 'mailer' | 'texter'>,
): Promise<Finding> {
  const heard = await listHeard(db)
  const { emails, texts } = await countSent(db)
  const awaited = [
    ...(mailer === 'postmark' && emails > 0 ? [mailer] : []),
    ...(texter === 'vonage' && texts > 0 ? [texter] : []),
  ]
  const silent = awaited.filter((name) => {
    const at = heard.find(({ provider }) => provider === name)?.at
    return !at || Date.now() - at.getTime() > weekMs
  })
  if (silent.length > 0)
    return wrong(
      `Nothing was heard from ${silent.join(', ')} for a week, though messages were sent`,
      'Set the address of their webhook: docs/messages.md',
    )
  const known = heard.map(({ provider, at }) => `${provider} on ${at?.toISOString()}`)
  return fine(`Last webhooks: ${known.join(', ') || 'none yet'}`)
}

export async function checkMerchantKeys(db: Db): Promise<Finding> {
  const { keys, refused } = await countRefusedKeys(db)
  if (refused === 0) return fine(`No gateway refuses one of the ${keys} keys of merchants`)
  return doubtful(
    `Gateways refuse ${refused} of the ${keys} keys of merchants`,
    'They were told by e-mail; you may ask them',
  )
}

/** Operators of France drop SMS of senders that break their rules. */
export async function checkSenders(db: Db): Promise<Finding> {
  const refused = (await listSenders(db)).filter((sender) => !parseSender(sender).ok)
  if (refused.length === 0) return fine('All SMS senders follow the rules')
  return doubtful(
    `Networks would drop SMS from ${refused.join(', ')}`,
    'Ask these merchants to change their sender',
  )
}
