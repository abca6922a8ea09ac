import { demo } from '../accounts/demo.ts'
import type { Deps } from '../deps.ts'
import { newId, newToken } from '../ids.ts'
import type { Trx } from './connect.ts'
import { stories } from './stories.ts'
import type { Tale } from './tale.ts'
import { tellStory } from './tell-story.ts'

const merchant = {
  trade_name: 'Atelier Lumière',
  contact_email: 'contact@atelier-lumiere.example',
  contact_phone: '+33123456789',
  sms_sender: 'ATELIER',
  notice_emails: ['contact@atelier-lumiere.example'],
}

/** Gives a fresh machine a merchant with some weeks behind them. Does nothing where the demo account exists. */
export async function seedDemo({ auth, config, db, ledger }: Deps, now = new Date()): Promise<void> {
  const known = await db.selectFrom('users').select('id').where('email', '=', demo.email).executeTakeFirst()
  if (known) return
  const author = { merchantId: newId('mer'), userId: newToken(), merchantName: merchant.trade_name }
  const tales = stories.map((story) => tellStory(story, now, { ...author, publicUrl: config.publicUrl }))
  const { password } = await auth.$context
  const passwordHash = await password.hash(demo.password)

  // The bank's books first, for no transaction of ours covers them: if this process dies in between, they hold
  // charges nobody will ask about, and the next start tells the stories anew.
  const charges = tales.flatMap((tale) => tale.charges)
  await ledger.insertInto('charges').values(charges).execute()
  await db.transaction().execute(async (trx) => {
    await openAccount(trx, author, passwordHash)
    await writeDown(trx, tales)
  })
}

/** What signing up writes, but in the transaction of the rest. */
async function openAccount(
  trx: Trx,
  { merchantId, userId }: { merchantId: string; userId: string },
  passwordHash: string,
): Promise<void> {
  await trx
    .insertInto('users')
    .values({ id: userId, name: 'Camille Aubert', email: demo.email, email_verified: true })
    .execute()
  await trx
    .insertInto('accounts')
    .values({
      id: newToken(),
      user_id: userId,
      account_id: userId,
      provider_id: 'credential',
      password: passwordHash,
      updated_at: new Date(),
    })
    .execute()
  await trx
    .insertInto('merchants')
    .values({ id: merchantId, ...merchant })
    .execute()
  await trx
    .insertInto('memberships')
    .values({ user_id: userId, merchant_id: merchantId, role: 'owner' })
    .execute()
}

async function writeDown(trx: Trx, tales: Tale[]): Promise<void> {
  const requests = tales.map((tale) => tale.request)
  const attempts = tales.flatMap((tale) => tale.attempts)
  const refunds = tales.flatMap((tale) => tale.refunds)
  const messages = tales.flatMap((tale) => tale.messages)
  const events = tales.flatMap((tale) => tale.events)
  events.sort((one, other) => one.created_at.getTime() - other.created_at.getTime())
  await trx.insertInto('payment_requests').values(requests).execute()
  await trx.insertInto('attempts').values(attempts).execute()
  await trx.insertInto('refunds').values(refunds).execute()
  await trx.insertInto('messages').values(messages).execute()
  await trx.insertInto('request_events').values(events).execute()
}
