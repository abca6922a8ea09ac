/** Asks gateways what happened to each account since the last look, so that we do not depend on webhooks. */
import type { Kysely } from 'kysely'
import { findNow } from '../db/clock.ts'
import type { Database } from '../db/schema.ts'
import { forEachAtOnce } from '../domain/at-once.ts'
import type { Gateways } from '../domain/gateway.ts'
import type { Movement } from '../domain/movement.ts'
import { claimLooks, endLook, giveUpLook, type Look, turnPage } from './look-store.ts'
import { Mismatch } from './mismatch.ts'
import { recordMovement } from './record-movement.ts'

/** How many looks are claimed at a time, and how many gateways are called at the same time. */
const batch = 100
const atOnce = 20

type Report = (error: unknown, merchantId: string) => void

/**
 * Runs all looks that are due. Several processes may run it at once. An account that cannot be asked is reported, and
 * delays no other.
 */
export async function lookAtGateways(
  db: Kysely<Database>,
  gateways: Gateways,
  report: Report,
): Promise<void> {
  for (let due = await claimLooks(db, batch); due.length > 0; due = await claimLooks(db, batch)) {
    await forEachAtOnce(due, atOnce, (look) => tryToLook(db, gateways, look, report))
  }
}

async function tryToLook(db: Kysely<Database>, gateways: Gateways, look: Look, report: Report) {
  try {
    await lookAt(db, gateways, look, report)
  } catch (error) {
    report(error, look.merchant_id)
    await giveUpLook(db, look)
  }
}

async function lookAt(db: Kysely<Database>, gateways: Gateways, look: Look, report: Report): Promise<void> {
  const account = { gateway: look.gateway, merchantId: look.merchant_id, mode: look.mode }
  const gateway = await gateways.forAttempt({ gateway: look.gateway, charge: account })
  // The merchant's keys are gone: the account can be asked again only with new ones.
  if (!gateway) return
  let page = look.page ?? undefined
  do {
    const askedAt = await findNow(db)
    const { movements, next } = await gateway.listMovements({
      merchantId: look.merchant_id,
      kind: look.kind,
      since: look.since.toISOString(),
      page,
    })
    for (const movement of movements) {
      await recordMovement(db, gateways, account, movement, askedAt).catch((error) => {
        if (!(error instanceof Mismatch)) throw error
        report(error, look.merchant_id)
      })
    }
    const unfinished = findOldestUnfinished(movements)
    await (next
      ? turnPage(db, look, next, unfinished)
      : endLook(db, look, unfinished, gateway.minutesBetweenLooks))
    page = next
  } while (page)
}

/** When the oldest unfinished movement was made. ISO 8601 in UTC sorts by time. */
function findOldestUnfinished(movements: Movement[]): string | undefined {
  const unfinished = movements.filter(({ status }) => status === 'pending' || status === 'open')
  return unfinished
    .map(({ madeAt }) => madeAt)
    .sort()
    .at(0)
}
