import type { VonageConfig } from '../../config/providers.ts'
import { createProviderFetch } from '../http/provider-fetch.ts'

/** Asks for one of our applications, whether or not there is any: https://developer.vonage.com/en/api/application.v2 */
export async function tryVonageKey({
  apiKey,
  apiSecret,
  apiBase,
}: VonageConfig): Promise<string | undefined> {
  const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`
  const { status } = await createProviderFetch(apiBase)(`${apiBase}/v2/applications?page_size=1`, {
    headers: { accept: 'application/json', authorization },
  })
  if (status === 200) return undefined
  return status === 401 ? 'it does not know this key with this secret (401)' : `it answers ${status}`
}
