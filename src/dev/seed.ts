import type { Trx } from '../db/connect.ts'
import { newId, newToken } from '../domain/ids.ts'
import { movementKinds } from '../domain/movement.ts'
import type { Logo } from '../merchants/logo.ts'
import { queueMessages } from '../outbox/queue-store.ts'
import type { System } from '../system.ts'
import { demo } from './demo.ts'
import { drawDemoLogo } from './demo-logo.ts'
import { merchant } from './demo-merchant.ts'
import { priceMovements } from './price-movements.ts'
import { rememberCustomers } from './remember-customers.ts'
import { type Story, stories } from './stories.ts'
import { familyOf, type Tale } from './tale.ts'
import { tellStory } from './tell-story.ts'
import { writeLedger } from './write-ledger.ts'

/** Only the owner can sign in. The others have no password: they are there to be seen. */
const people = [
  { name: 'Camille Aubert', email: demo.email, role: 'owner', daysAgo: 90 },
  { name: 'Inès Morel', email: 'ines@atelier-lumiere.example', role: 'manager', daysAgo: 82 },
  { name: 'Théo Lambert', email: 'theo@atelier-lumiere.example', role: 'member', daysAgo: 77 },
] as const

type Name = (typeof people)[number]['name']

/** Gives a fresh machine a merchant with some weeks of history. Does nothing when the demo account exists. */
export async function seedDemo({ auth, config, databaseUrl, db }: System, now = new Date()): Promise<void> {
  const known = await db.selectFrom('users').select('id').where('email', '=', demo.email).executeTakeFirst()
  if (known) return
  const merchantId = newId('mer')
  const userIds = new Map(people.map(({ name }) => [name, newToken()]))
  const teller = { merchantId, merchantName: merchant.trade_name, publicUrl: config.publicUrl }
  const tales = stories.map((story) =>
    tellStory(story, now, { ...teller, userId: userIds.get(authorOf(story))! }),
  )
  const { password } = await auth.$context
  const passwordHash = await password.hash(demo.password)
  const logo = await drawDemoLogo()

  // The ledger is written first, since it is not part of our transactions. If the process dies in between, the ledger
  // holds charges that nobody asks about, and the next start writes everything again.
  await writeLedger(databaseUrl, tales)
  await db.transaction().execute(async (trx) => {
    await openAccount(trx, merchantId, userIds, { passwordHash, logo }, now)
    await writeDown(trx, tales)
  })
}

/** One person asks for payments of workshops, another one for payments by SMS; only a manager cancels or refunds. */
function authorOf([, by, , , , , reference]: Story): Name {
  if (by === 'sms') return 'Théo Lambert'
  return reference?.startsWith('A-') ? 'Inès Morel' : 'Camille Aubert'
}

/** Writes what sign-up and invitations would write, in the transaction of the rest. */
async function openAccount(
  trx: Trx,
  merchantId: string,
  userIds: Map<Name, string>,
  { passwordHash, logo }: { passwordHash: string; logo: Logo },
  now: Date,
): Promise<void> {
  const team = people.map((one) => ({
    ...one,
    id: userIds.get(one.name)!,
    created_at: new Date(now.getTime() - one.daysAgo * 24 * 60 * 60 * 1000),
  }))
  const users = team.map(({ id, name, email, created_at }) => ({ id, name, email, created_at }))
  const memberships = team.map(({ id, role, created_at }) => ({ user_id: id, role, created_at }))
  await trx
    .insertInto('users')
    .values(users.map((user) => ({ ...user, email_verified: true })))
    .execute()
  await trx
    .insertInto('accounts')
    .values({
      id: newToken(),
      user_id: team[0]!.id,
      account_id: team[0]!.id,
      provider_id: 'credential',
      password: passwordHash,
      updated_at: now,
    })
    .execute()
  await trx
    .insertInto('merchants')
    .values({ id: merchantId, ...merchant, ...logo })
    .execute()
  await trx
    .insertInto('memberships')
    .values(memberships.map((membership) => ({ ...membership, merchant_id: merchantId })))
    .execute()
}

async function writeDown(trx: Trx, tales: Tale[]): Promise<void> {
  const requests = tales.map((tale) => ({ ...tale.request, ...familyOf(tale, tales) }))
  const attempts = tales.flatMap((tale) => tale.attempts)
  const refunds = tales.flatMap((tale) => tale.refunds)
  const disputes = tales.flatMap((tale) => tale.disputes)
  const looks = movementKinds.map((kind) => ({
    merchant_id: tales[0]!.teller.merchantId,
    mode: 'test' as const,
    gateway: 'sandbox',
    kind,
    since: tales[0]!.at,
  }))
  const messages = tales.flatMap((tale) => tale.messages)
  const events = tales.flatMap((tale) => tale.events)
  events.sort((one, other) => one.created_at.getTime() - other.created_at.getTime())
  await trx.insertInto('payment_requests').values(requests).execute()
  await trx.insertInto('attempts').values(attempts).execute()
  await trx.insertInto('refunds').values(refunds).execute()
  await trx.insertInto('disputes').values(disputes).execute()
  await trx.insertInto('gateway_looks').values(looks).execute()
  await trx.insertInto('messages').values(messages).execute()
  await trx.insertInto('request_events').values(events).execute()
  await queuePlanned(trx, tales)
  await priceMovements(trx, tales[0]!.teller.merchantId)
  await rememberCustomers(trx, tales)
}

async function queuePlanned(trx: Trx, tales: Tale[]): Promise<void> {
  for (const { request } of tales) {
    if (!request.send_at) continue
    const { id, channel, email, phone, send_at: sendAt } = request
    const message = { purpose: 'request', channel, recipient: (email ?? phone)!, sendAt } as const
    await queueMessages(trx, id, [message], { isInBulk: true })
  }
}
