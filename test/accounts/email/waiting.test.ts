/** A new e-mail address until it is confirmed, each statement by itself: its page was perhaps opened in time. */
import { sql } from 'kysely'
import t from 'tap'
import { confirmEmail } from '../../../src/accounts/email/change-email.ts'
import {
  findEmailChange,
  findLinkedEmailChange,
  insertEmailLink,
  replaceEmailChange,
  useUpEmailChange,
} from '../../../src/accounts/email/email-change-store.ts'
import { findLinkedPerson, insertLink } from '../../../src/accounts/people/link-store.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps

async function waitFor(email: string) {
  const { userId } = await addMerchant(world)
  await db.transaction().execute((trx) => replaceEmailChange(trx, userId, email))
  const { token } = (await insertEmailLink(db, userId))!
  return { userId, token }
}

const age = (minutes: number) =>
  sql`update email_changes set expires_at = expires_at - make_interval(mins => ${minutes})`.execute(db)
const take = (token: string) => db.transaction().execute((trx) => useUpEmailChange(trx, token))

t.test('an address waits for an hour, wherever it is looked for', async (t) => {
  const { userId, token } = await waitFor('nouvelle@courriel.example')
  await age(59)
  t.ok(await findEmailChange(db, userId))
  t.ok(await findLinkedEmailChange(db, token))
  await age(2)
  t.equal(await findEmailChange(db, userId), undefined)
  t.equal(await findLinkedEmailChange(db, token), undefined)
  t.equal(await take(token), undefined)
})

t.test('whoever reads the old mailbox cannot choose a password once the address has changed', async (t) => {
  const { userId, token } = await waitFor('autre@courriel.example')
  const link = await insertLink(db, { user_id: userId })
  t.equal(await confirmEmail(db, token), true)
  t.equal(await findLinkedPerson(db, link), undefined)
})

t.test('an address that has an account by now is not taken from it', async (t) => {
  const { email } = await addMerchant(world)
  const { userId, token } = await waitFor(email)
  t.equal(await confirmEmail(db, token), false)
  const person = db.selectFrom('users').select('email').where('id', '=', userId)
  t.not((await person.executeTakeFirstOrThrow()).email, email)
})
