/** A link in an e-mail, when it is used: its page was perhaps opened in time, or with another kind of link. */

import { sql } from 'kysely'
import t from 'tap'
import {
  findLinkedPerson,
  findLinkedSignUp,
  insertLink,
  useUpLink,
} from '../../../src/accounts/people/link-store.ts'
import { insertSignUp } from '../../../src/accounts/sign-up/sign-up-store.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const { userId } = await addMerchant(world)

async function signUp(): Promise<string> {
  const typed = {
    name: 'Léa Martin',
    trade_name: 'Atelier Bleu',
    language: 'fr',
    password_hash: 'a hash',
  } as const
  return db.transaction().execute((trx) => insertSignUp(trx, { ...typed, email: 'lea@courriel.example' }))
}

type Kind = Parameters<typeof useUpLink>[2]
const linkOf = async (kind: Kind) =>
  insertLink(db, kind === 'user_id' ? { user_id: userId } : { sign_up_id: await signUp() })
const take = (token: string, kind: Kind) => db.transaction().execute((trx) => useUpLink(trx, token, kind))
const age = (minutes: number) =>
  sql`update account_links set expires_at = expires_at - make_interval(mins => ${minutes})`.execute(db)

for (const [kind, minutes, find] of [
  ['user_id', 30, findLinkedPerson],
  ['sign_up_id', 24 * 60, findLinkedSignUp],
] as const) {
  t.test(`a link (${kind}) is valid for ${minutes} minutes, once, also when it is used`, async (t) => {
    const token = await linkOf(kind)
    await age(minutes - 1)
    t.ok(await find(db, token))
    t.ok(await take(token, kind))
    t.equal(await take(token, kind), undefined)
    const late = await linkOf(kind)
    await age(minutes + 1)
    t.equal(await find(db, late), undefined)
    t.equal(await take(late, kind), undefined)
  })
}

t.test('a link of one kind is not used up as one of the other', async (t) => {
  for (const [kind, other] of [
    ['user_id', 'sign_up_id'],
    ['sign_up_id', 'user_id'],
  ] as const) {
    const token = await linkOf(kind)
    t.equal(await take(token, other), undefined)
    t.ok(await take(token, kind))
  }
})
