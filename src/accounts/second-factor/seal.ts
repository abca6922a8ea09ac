/** Encrypts the secrets of second factors, so that the database alone is not enough to read them. */
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { type AppSecret, everySecret } from '../../config/app-secret.ts'

export const seal = ({ current }: AppSecret, data: string): Promise<string> =>
  symmetricEncrypt({ key: current, data })

/** Undefined when it was encrypted with another APP_SECRET, or changed since. */
export async function unseal(appSecret: AppSecret, data: string): Promise<string | undefined> {
  for (const key of everySecret(appSecret)) {
    const opened = await symmetricDecrypt({ key, data }).catch(() => undefined)
    if (opened !== undefined) return opened
  }
  return undefined
}
