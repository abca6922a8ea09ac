/**
 * The list of gateways, and the choice of the one that takes a payment. A new gateway needs a folder, its texts, and
 * a line here.
 */
import type { Gateways } from '../domain/gateway.ts'
import type { PayForms } from '../domain/pay-form.ts'
import type { CreateGatewayEntry, GatewayEntry } from './entry/gateway.ts'
import { createSandboxEntry } from './sandbox/entry.ts'
import { createStripeEntry } from './stripe/entry.ts'

/** The first of them that takes a payment gets it. */
export const gatewayList: CreateGatewayEntry[] = [createStripeEntry, createSandboxEntry]

export interface ListedGateways extends Gateways, PayForms {
  entries: GatewayEntry[]
  close(): Promise<void>
}

export function createGateways(
  given: Parameters<CreateGatewayEntry>[0],
  list: CreateGatewayEntry[],
): ListedGateways {
  const entries = list.map((createEntry) => createEntry(given))
  return {
    entries,
    async forRequest({ merchantId, mode, keyedGateways }) {
      for (const { name, takes, findAdapter } of entries) {
        if (!takes(mode, keyedGateways?.includes(name) ?? true)) continue
        const gateway = await findAdapter(merchantId, mode)
        if (gateway) return gateway
      }
      return undefined
    },
    forAttempt: async ({ gateway, charge: { merchantId, mode } }) =>
      entries.find(({ name }) => name === gateway)?.findAdapter(merchantId, mode),
    canTake: ({ mode, keyedGateways }) =>
      entries.some(({ name, takes }) => takes(mode, keyedGateways.includes(name))),
    formFor({ mode, keyedGateways, refusedGateways }) {
      const entry = entries.find(({ name, takes }) => takes(mode, keyedGateways.includes(name)))
      return entry && !refusedGateways.includes(entry.name) ? entry.form : undefined
    },
    liveForm: entries.find(({ takes }) => takes('live', true))!.form,
    close: async () => {
      await Promise.all(entries.map((entry) => entry.close?.()))
    },
  }
}
