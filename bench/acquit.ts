/** Starts our own server, and writes the requests it is asked. */
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

/** `address`: the IP address of the browser, as a proxy would tell it. */
export function payBill(token: string, fields: Record<string, string>, address: string): string {
  const body = new URLSearchParams(fields).toString()
  const headers = [
    `Host: ${host}`,
    'Sec-Fetch-Site: same-origin',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    `X-Forwarded-For: ${address}`,
  ]
  return `POST /p/${token}/paiement HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body}`
}
