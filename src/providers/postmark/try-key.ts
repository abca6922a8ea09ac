import type { PostmarkConfig } from '../../config/providers.ts'
import { createProviderFetch } from '../http/provider-fetch.ts'

/** Asks for our server's own description: https://postmarkapp.com/developer/api/server-api */
export async function tryPostmarkToken({
  serverToken,
  apiBase,
}: PostmarkConfig): Promise<string | undefined> {
  const headers = { accept: 'application/json', 'x-postmark-server-token': serverToken }
  const { status } = await createProviderFetch(apiBase)(`${apiBase}/server`, { headers })
  if (status === 200) return undefined
  return status === 401 ? 'it does not know this token (401)' : `it answers ${status}`
}
