/** Asks gateways what they kept of each movement of money, after it was recorded. No payment waits for it. */
import type { Db } from '../db/connect.ts'
import { forEachAtOnce } from '../domain/at-once.ts'
import type { Gateway, Gateways } from '../domain/gateway.ts'
import { claimUnpriced, saveFee, type Unpriced } from './fee-store.ts'

/** How many movements are claimed at a time, and how many accounts are asked at the same time. */
const batch = 200
const atOnce = 20

type Report = (error: unknown, merchantId: string) => void

/**
 * Asks for all fees that are due. Several processes may run it at once. A movement whose gateway does not answer is
 * reported, and asked about again later.
 */
export async function findFees(db: Db, gateways: Gateways, report: Report): Promise<void> {
  for (let due = await claimUnpriced(db, batch); due.length > 0; due = await claimUnpriced(db, batch)) {
    const accounts = Map.groupBy(due, ({ merchant_id, mode, gateway }) => `${merchant_id} ${mode} ${gateway}`)
    await forEachAtOnce([...accounts.values()], atOnce, (movements) =>
      findFeesOf(db, gateways, movements, report),
    )
  }
}

/** One account's movements, one after the other. A key that may not read one fee may read none. */
async function findFeesOf(db: Db, gateways: Gateways, movements: Unpriced[], report: Report): Promise<void> {
  for (const movement of movements) {
    try {
      const gateway = await gateways.forAttempt(movement)
      const isRefused = await priceMovement(db, gateway, movement)
      if (isRefused) return
    } catch (error) {
      report(error, movement.merchant_id)
    }
  }
}

/** Returns whether the merchant's key may not read fees. */
async function priceMovement(db: Db, gateway: Gateway | undefined, movement: Unpriced): Promise<boolean> {
  // The keys are gone. Others of the same account may be given.
  if (!gateway) return false
  const { kind, amount_cents: amountCents, charge, charge_ref, ref, is_repeated } = movement
  const fee =
    gateway.findFee && !is_repeated
      ? await gateway.findFee({ kind, amountCents, charge: { ...charge, ref: charge_ref }, ref })
      : ({ is: 'never' } as const)
  if (fee.is === 'known') await saveFee(db, movement, fee.cents)
  if (fee.is === 'never') await saveFee(db, movement, undefined)
  return fee.is === 'refused'
}
