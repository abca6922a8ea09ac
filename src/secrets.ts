/** At start: whether APP_SECRET opens what the database holds. */
import { resealSecondFactors } from './accounts/second-factor/reseal-store.ts'
import { ConfigError } from './config/config.ts'
import type { Deps } from './deps.ts'
import { resealKeys } from './providers/keys/reseal-store.ts'

/**
 * Encrypts again what the previous APP_SECRET had encrypted. `say` is given sentences for the operator. Throws
 * `ConfigError` when nothing can be opened: everything saved from then on would need a secret that is wrong.
 */
export async function openSecrets(
  { db, config: { appSecret } }: Pick<Deps, 'db' | 'config'>,
  say: (sentence: string) => void,
): Promise<void> {
  const keys = await resealKeys(db, appSecret)
  const factors = await resealSecondFactors(db, appSecret)
  const renewed = keys.previous + factors.previous
  const opened = keys.current + factors.current + renewed
  if (renewed > 0) say(`APP_SECRET: ${renewed} secrets of the database are encrypted with the new one now`)
  if (keys.neither + factors.neither === 0) return
  const closed = `keys of merchants: ${keys.neither}, second factors: ${factors.neither}`
  if (opened === 0 && !appSecret.isPreviousLost) throw new ConfigError(`${wrong} (${closed}). ${mend}`)
  say(`APP_SECRET does not open everything in the database (${closed}). ${consequence}`)
}

const wrong = 'APP_SECRET is not the secret that this database was used with: it opens nothing there'
const mend =
  'Set that one again; or, to change it, give that one as APP_SECRET_PREVIOUS; APP_SECRET_PREVIOUS=lost starts without it'
const consequence =
  'Merchants have to give these keys again, and people sign in with recovery codes instead of their app'
