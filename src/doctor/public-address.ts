/** PUBLIC_URL, asked from outside as a customer would. */
import type { Config } from '../config/config.ts'
import { paths } from '../web/paths.ts'
import { doubtful, type Finding, fine, wrong } from './finding.ts'

type Parts = Pick<Config, 'publicUrl' | 'operator'>

export async function checkPublicAddress({ publicUrl, operator }: Parts): Promise<Finding> {
  const answer = await ask(publicUrl + paths.legal).catch((error: Error) => error)
  if (answer instanceof Error)
    return wrong(
      `${publicUrl} does not answer (${reasonOf(answer)})`,
      'Start the service and its proxy; look at the DNS of the name, at the certificate and at the firewall',
    )
  if (answer.status === 421)
    return wrong(`${publicUrl} answers that the name is not its own`, 'Let the proxy pass the Host header on')
  if (answer.status >= 300 && answer.status < 400)
    return wrong(
      `${publicUrl} leads to ${answer.headers.get('location')}`,
      'Set PUBLIC_URL to the address that answers',
    )
  if (answer.status === 502 || answer.status === 503 || answer.status === 504)
    return wrong(
      `${publicUrl} answers ${answer.status}: its proxy reaches no service`,
      'Start the service; look at its log',
    )
  if ((await answer.text()).includes(operator.supportEmail))
    return fine(`${publicUrl} answers, and is this service`)
  return wrong(
    `${publicUrl} answers, but is not this service`,
    'Correct PUBLIC_URL, or what its name leads to',
  )
}

/** Behind a proxy that is not named, all visitors have the proxy's address, and share what each of them may do. */
export async function checkProxy({
  publicUrl,
  trustProxy,
}: Pick<Config, 'publicUrl' | 'trustProxy'>): Promise<Finding> {
  if (trustProxy.length > 0) return fine(`X-Forwarded-* counts from ${trustProxy.join(', ')}`)
  if (!publicUrl.startsWith('https:')) return fine('No proxy is trusted, and none is needed')
  return doubtful(
    'No proxy is trusted, though one must end the TLS of PUBLIC_URL: all visitors would share one limit of tries',
    'Set TRUST_PROXY to the address that the proxy has for us, such as 127.0.0.1',
  )
}

const ask = (url: string) => fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) })

function reasonOf({ message, cause }: Error): string {
  const { code, message: detail } = (cause ?? {}) as { code?: string; message?: string }
  return code ?? detail ?? message
}
