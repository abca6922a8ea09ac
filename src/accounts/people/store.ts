/** SQL of people: accounts, passwords, preferences. better-auth reads and writes the same rows. */
import type { Db, Trx } from '../../db/connect.ts'
import { newToken } from '../../domain/ids.ts'
import type { PortalLanguage } from '../../domain/words.ts'

export interface NewPerson {
  /** In lower case, and confirmed to be theirs. */
  email: string
  name: string
  language: PortalLanguage
  /** Null: the person must choose a password by a link before they can sign in. */
  passwordHash: string | null
}

/** Returns the new person's id. Undefined when the address has an account already. */
export async function insertPerson(trx: Trx, person: NewPerson): Promise<string | undefined> {
  const { email, name, language, passwordHash } = person
  const inserted = await trx
    .insertInto('users')
    .values({ id: newToken(), email, name, language, email_verified: true })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return undefined
  const { id } = inserted
  await trx
    .insertInto('accounts')
    .values({
      id: newToken(),
      user_id: id,
      account_id: id,
      provider_id: 'credential',
      password: passwordHash,
      updated_at: new Date(),
    })
    .execute()
  return id
}

/** The person an e-mail about an account goes to. */
export function findPerson(db: Db, userId: string) {
  return db.selectFrom('users').select(['email', 'language']).where('id', '=', userId).executeTakeFirst()
}

/** `email` in lower case. Undefined when the address has no account. */
export function findPersonByEmail(db: Db, email: string) {
  return db
    .selectFrom('users')
    .select(['id', 'email', 'language'])
    .where('email', '=', email)
    .executeTakeFirst()
}

/** Words that the person's password must not consist of: their address, name, and merchants' names. */
export async function listWordsAbout(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('users as u')
    .leftJoin('memberships', 'memberships.user_id', 'u.id')
    .leftJoin('merchants as m', 'm.id', 'memberships.merchant_id')
    .select(['u.email', 'u.name', 'm.trade_name'])
    .where('u.id', '=', userId)
    .execute()
  return rows.flatMap(({ email, name, trade_name }) => [email, name, trade_name ?? ''])
}

/** Undefined when the address has no account, or no password has been chosen for it yet. */
export async function findPasswordHash(db: Db, email: string): Promise<string | undefined> {
  const account = await db
    .selectFrom('accounts as a')
    .innerJoin('users as u', 'u.id', 'a.user_id')
    .select('a.password')
    .where('a.provider_id', '=', 'credential')
    .where('u.email', '=', email)
    .executeTakeFirst()
  return account?.password ?? undefined
}

/** `passwordHash`: as `hashPassword` makes it. Sessions are not ended here. */
export async function changePassword(trx: Trx, userId: string, passwordHash: string): Promise<void> {
  await trx
    .updateTable('accounts')
    .set({ password: passwordHash, updated_at: new Date() })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute()
}

/** False when another account has this address. */
export async function changeEmail(trx: Trx, userId: string, email: string): Promise<boolean> {
  const changed = await trx
    .updateTable('users')
    .set({ email, email_verified: true })
    .where('id', '=', userId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('users as other').select('other.id').where('other.email', '=', email))),
    )
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

export async function changeLanguage(db: Db, userId: string, language: PortalLanguage): Promise<void> {
  await db.updateTable('users').set({ language }).where('id', '=', userId).execute()
}

export async function rename(db: Db, userId: string, name: string): Promise<void> {
  await db.updateTable('users').set({ name }).where('id', '=', userId).execute()
}
