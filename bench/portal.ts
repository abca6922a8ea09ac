/** A merchant with a list, and somebody of theirs who is signed in. */
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { type Kysely, sql } from 'kysely'
import { hashPassword } from '../src/accounts/hashing.ts'
import { insertPerson } from '../src/accounts/store.ts'
import type { Database } from '../src/db/schema.ts'
import { newToken } from '../src/ids.ts'
import { address } from './acquit.ts'
import type { Running } from './process.ts'
import { addMerchant, withDatabase } from './requests.ts'

const batch = 50_000
const password = 'une lampe de chevet 2026'

export interface Shop {
  merchantId: string
  email: string
}

/** So many requests over the last year, asked by one person. */
export function addShop(url: string, size: number): Promise<Shop> {
  return withDatabase(url, async (db) => {
    const merchantId = await addMerchant(db)
    const email = `${newToken().toLowerCase()}@atelier.example`
    const person = {
      email,
      name: 'Camille Perrin',
      language: 'fr',
      passwordHash: await hashPassword(password),
    } as const
    const userId = (await db.transaction().execute((trx) => insertPerson(trx, person)))!
    await db
      .insertInto('memberships')
      .values({ user_id: userId, merchant_id: merchantId, role: 'owner' })
      .execute()
    for (let from = 0; from < size; from += batch) {
      await insertRequests(db, { merchantId, userId }, from, Math.min(from + batch, size), size)
    }
    await sql`vacuum analyze payment_requests`.execute(db)
    return { merchantId, email }
  })
}

/** The newest first: number `size` was asked a year ago. */
async function insertRequests(
  db: Kysely<Database>,
  { merchantId, userId }: { merchantId: string; userId: string },
  from: number,
  to: number,
  size: number,
): Promise<void> {
  await sql`
    insert into payment_requests (id, token, merchant_id, mode, amount_cents, channel, email, language,
      description, reference, expires_on, idempotency_key, created_by, created_at)
    select 'pay_' || key, key, ${merchantId}, 'test', 99 + n % 100000, 'email', 'client' || n || '@courriel.example',
      'fr', 'Facture ' || n || ', lampe Arc', 'F-' || n, current_date + 30, key, ${userId},
      now() - interval '1 year' * n / ${size}::integer
    from (
      select n, left(md5(${merchantId} || n), 22) as key
      from generate_series(${from}::integer + 1, ${to}::integer) n
    ) numbered`.execute(db)
}

/** The cookie of a new session. */
export async function signIn(server: Running, { email }: Shop): Promise<string> {
  const answer = await ask(
    server,
    'POST',
    '/connexion',
    {},
    new URLSearchParams({ email, password }).toString(),
  )
  const cookies = answer.headers['set-cookie'] ?? []
  if (answer.statusCode !== 303) throw new Error(`signing in: ${answer.statusCode} ${await text(answer)}`)
  answer.resume()
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ')
}

/** The answer as soon as its head is there. */
export function ask(
  { port }: Running,
  method: 'GET' | 'POST',
  path: string,
  headers: Record<string, string>,
  body = '',
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request({
      ...{ port, host: '127.0.0.1', method, path, agent: false },
      headers: {
        host: new URL(address).host,
        'sec-fetch-site': 'same-origin',
        ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
    })
    asked.on('response', resolve).on('error', reject).end(body)
  })
}
