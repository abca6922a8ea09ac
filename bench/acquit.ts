/** Starts our own server, and writes the requests it is asked. */
import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { type Running, startServer } from './process.ts'

const host = 'payer.example'
export const address = `https://${host}`

export function startAcquit(url: string): Promise<Running> {
  return startServer(new URL('./servers/acquit.ts', import.meta.url), {
    DATABASE_URL: url,
    PUBLIC_URL: address,
    APP_SECRET: 'only for benches: forty-two characters or so',
    OPERATOR_NAME: 'Bench',
    OPERATOR_ADDRESS: '1 rue de l’Exemple, 75000 Paris',
    SUPPORT_EMAIL: 'aide@payer.example',
    MAIL_FROM: 'ne-pas-repondre@payer.example',
    MAILER: 'smtp',
    SMTP_URL: 'smtps://bench:bench@mail.example:465',
    TEXTER: 'none',
    TRUST_PROXY: '127.0.0.1',
  })
}

export function readPage(token: string): string {
  return `GET /p/${token} HTTP/1.1\r\nHost: ${host}\r\n\r\n`
}

/** `cookie`: of a session. */
export function readAs(cookie: string, path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`
}

/** `address`: the IP address of the browser, as a proxy would tell it. */
export function payBill(token: string, fields: Record<string, string>, address: string): string {
  return post(`/p/${token}/paiement`, fields, `X-Forwarded-For: ${address}`)
}

export function createRequest(cookie: string, fields: Record<string, string>): string {
  return post('/paiements', fields, `Cookie: ${cookie}`)
}

function post(path: string, fields: Record<string, string>, header: string): string {
  const body = new URLSearchParams(fields).toString()
  const headers = [
    `Host: ${host}`,
    'Sec-Fetch-Site: same-origin',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    header,
  ]
  return `POST ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body}`
}

/** What comes over the wire for one request of a browser. `size`: in bytes, headers included. */
export async function readWhole({ port }: Running, path: string) {
  const headers = { host, 'accept-encoding': 'br' }
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, headers, agent: false })
      .once('response', resolve)
      .once('error', reject)
  })
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`)
  const body = await buffer(answer)
  const size = answer.rawHeaders.join('  \r\n').length + body.length
  return { body, size, isCompressed: answer.headers['content-encoding'] === 'br' }
}
