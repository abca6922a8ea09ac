/** Files of requests, and posting one as a browser does. */
import type { World } from '../fixtures/app.ts'
import type { Client } from '../fixtures/client.ts'
import { cookieOf, host } from '../security/wire.ts'

const head = 'montant;destinataire;langue;description;expiration;référence'

/** So many requests of different customers by e-mail, each of 10 € and some cents. */
export function writeFile(count: number, of = 'client'): string {
  const lines = Array.from(
    { length: count },
    (_, n) => `10,${(n % 90) + 10};${of}${n}@courriel.example;fr;Facture ${n};;`,
  )
  return [head, ...lines].join('\r\n')
}

export const fileOf = (...lines: string[]) => [head, ...lines].join('\r\n')

interface Sending {
  name?: string
  headers?: Record<string, string>
  fields?: Record<string, string>
}

export async function upload(
  { app }: Pick<World, 'app'>,
  as: Client,
  file: string | Buffer,
  { name = 'demandes.csv', headers = {}, fields = {} }: Sending = {},
) {
  const body = new FormData()
  for (const [field, value] of Object.entries(fields)) body.append(field, value)
  body.append('file', new Blob([new Uint8Array(Buffer.from(file))]), name)
  const form = new Response(body)
  return app.inject({
    method: 'POST',
    url: '/paiements/import',
    payload: Buffer.from(await form.arrayBuffer()),
    headers: {
      ...{ host, cookie: cookieOf(as), 'sec-fetch-site': 'same-origin' },
      'content-type': form.headers.get('content-type')!,
      ...headers,
    },
  })
}

/** The id of the import that a file has become. */
export async function uploadGood(world: Pick<World, 'app'>, as: Client, file: string): Promise<string> {
  const answer = await upload(world, as, file)
  const id = answer.headers.location?.match(/^\/paiements\/import\/(imp_\w{22})$/)?.[1]
  if (!id) throw new Error(`the upload answered ${answer.statusCode}: ${answer.body.slice(0, 3000)}`)
  return id
}
