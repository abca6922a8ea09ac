/**
 * SQL of sessions: which of them count, and why others do not, by the database's clock. better-auth creates them.
 * `who-store.ts` reads the one of a request.
 */
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'

/**
 * `half_open`: the second factor must still be given. `idle`: it was not used for too long. `over`: it has reached
 * its maximum age.
 */
export type SessionState = 'half_open' | 'open' | 'idle' | 'over'

/** The most that "Rester connecté" means. */
export const keptSessionSeconds = 30 * 24 * 60 * 60

// "Rester connecté", if every merchant of this person allows it.
const isKept = sql<boolean>`(s.is_kept and not exists (
  select from memberships m join merchants on merchants.id = m.merchant_id
  where m.user_id = s.user_id and not merchants.allows_kept_sessions))`

export const sessionState = sql<SessionState>`case
  when s.opened_at is null and s.last_seen_at > now() - interval '10 minutes' then 'half_open'
  when s.opened_at is null then 'over'
  when s.opened_at < now() - case when ${isKept} then interval '30 days' else interval '12 hours' end then 'over'
  when not ${isKept} and s.last_seen_at < now() - interval '30 minutes' then 'idle'
  else 'open' end`

/** Stores that the session was used. Called at most once a minute, so that reading pages rarely writes. */
export async function seeSession(db: Db, id: string): Promise<void> {
  await db.updateTable('sessions').set({ last_seen_at: sql<Date>`now()` }).where('id', '=', id).execute()
}

/**
 * Opens a session after the right password. False when it counts only once the second factor is given. Undefined when
 * the password was changed since `passwordHash` was read: ending all sessions at that change has missed this one.
 */
export async function openSession(
  db: Db,
  { token, passwordHash }: { token: string; passwordHash: string },
  keep: boolean,
): Promise<boolean | undefined> {
  const opened = await db
    // Waits for whoever is changing the password.
    .with('same', (query) =>
      query
        .selectFrom('accounts')
        .select('user_id')
        .where('provider_id', '=', 'credential')
        .where('password', '=', passwordHash)
        .where('user_id', '=', (eb) => eb.selectFrom('sessions').select('user_id').where('token', '=', token))
        .forShare(),
    )
    .updateTable('sessions as s')
    .from('same')
    .set({
      is_kept: keep,
      last_seen_at: sql<Date>`now()`,
      opened_at: sql<Date | null>`case
        when not exists (select from second_factors f where f.user_id = s.user_id) then now() end`,
    })
    .where('s.token', '=', token)
    .whereRef('s.user_id', '=', 'same.user_id')
    .returning('s.opened_at')
    .executeTakeFirst()
  return opened && opened.opened_at !== null
}

/** The second factor was right. */
export async function openHalfOpenSession(db: Db, id: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ opened_at: sql<Date>`now()`, last_seen_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

/** The password was given again: the new session continues the old one, which ends. */
export async function replaceSession(db: Db, oldId: string, token: string) {
  return db
    .with('old', (query) => query.deleteFrom('sessions').where('id', '=', oldId).returningAll())
    .updateTable('sessions as s')
    .from('old')
    .set((eb) => ({
      opened_at: eb.ref('old.opened_at'),
      is_kept: eb.ref('old.is_kept'),
      merchant_id: eb.ref('old.merchant_id'),
    }))
    .where('s.token', '=', token)
    .returning(['s.id', 's.is_kept'])
    .executeTakeFirstOrThrow()
}

/** The sessions that count, last used first. */
export function listSessions(db: Db, userId: string) {
  return db
    .selectFrom('sessions as s')
    .select(['s.id', 's.user_agent', 's.opened_at', 's.last_seen_at'])
    .where('s.user_id', '=', userId)
    .where(sessionState, '=', 'open')
    .orderBy('s.last_seen_at', 'desc')
    .execute()
}

/** False when the session is not this person's, or does not exist. */
export async function endSession(db: Db, userId: string, id: string): Promise<boolean> {
  const ended = await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}

/** Ends all sessions of this person, except `exceptId`. */
export async function endSessions(db: Db, userId: string, exceptId?: string): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .$if(exceptId !== undefined, (query) => query.where('id', '<>', exceptId!))
    .execute()
}

/** Deletes sessions a day after their end. Until then, a page that was left open is told why it must sign in again. */
export async function forgetEndedSessions(db: Db): Promise<void> {
  await db
    .deleteFrom('sessions as s')
    .where(sessionState, '<>', 'open')
    .where('s.last_seen_at', '<', sql<Date>`now() - interval '1 day'`)
    .execute()
}
