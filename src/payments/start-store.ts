/** SQL that starts an attempt to pay. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import { tryAgain } from '../db/retry.ts'
import type { Charge, Gateway } from '../domain/gateway.ts'
import { limits } from '../domain/limits.ts'
import { countRows, isSpent, keyOf } from '../limits/store.ts'

/**
 * Starts an attempt, after waiting for whoever is closing the merchant's account, changing the request or the keys.
 * False when nobody may try now: the account is closed, the request is not pending or past its date, another attempt
 * is live, the key that `gateway` works with was replaced or removed, or the link's limit of attempts is reached. The
 * unique index decides about the other attempt, because it also sees what was committed while the statement waited.
 */
export async function startAttempt(
  db: Db,
  gateway: Pick<Gateway, 'name' | 'keyId'>,
  charge: Charge,
): Promise<boolean> {
  const by = { gateway: gateway.name, keyId: gateway.keyId ?? null }
  const counted = keyOf(limits.attemptsPerLink, charge.requestId)
  const frozen = { ...charge, ...by, counted, charge: JSON.stringify(charge) }
  const started = await tryAgain(() => insertStarted(db, frozen))
  return started.length > 0
}

interface Started extends Pick<Charge, 'attemptId' | 'requestId' | 'amountCents'> {
  gateway: string
  keyId: string | null
  /** The key of the link's count of attempts. */
  counted: string
  charge: string
}

/** `lockKeys` (providers/keys) waits for the lock on the key, and then sees the attempt. */
const insertStarted = prepare(
  ({ attemptId, requestId, amountCents, gateway, keyId, counted, charge }: Started) => sql`
    with merchant as (
      select m.id from merchants m join payment_requests r on r.merchant_id = m.id
      where r.id = ${requestId} and m.closed_at is null
      for key share of m
    ), request as (
      select r.id, r.merchant_id, r.mode from merchant join payment_requests r on r.merchant_id = merchant.id
      where r.id = ${requestId} and r.status = 'pending' and r.expires_at > now()
        and not ${isSpent(limits.attemptsPerLink, counted)}
      for update of r
    ), held as (
      select k.key_id from request r join gateway_keys k using (merchant_id, mode)
      where k.gateway = ${gateway} and k.key_id = ${keyId}::uuid
      for key share of k
    ), attempt as (
      insert into attempts (id, request_id, gateway, amount_cents, status, charge, check_at)
      select ${attemptId}, id, ${gateway}, ${amountCents}::integer, 'started', ${charge}::jsonb, now() + interval '1 minute'
      from request where ${keyId}::uuid is null or exists (select from held)
      on conflict do nothing
      returning id, request_id
    ), use as (
      ${countRows(limits.attemptsPerLink, counted, 'attempt')}
    )
    insert into request_events (request_id, kind, actor, status_before, status_after, attempt_id)
    select request_id, 'attempt_started', 'customer', 'pending', 'pending', id from attempt
    returning attempt_id`,
)
