/** Which gateway takes a payment: the mode and the merchant's own keys decide. */
import type { Mode } from '../db/schema.ts'
import type { Gateway } from './port.ts'

/** Undefined where nothing can take a payment: a live request without live keys, an attempt whose keys are gone. */
export interface Gateways {
  forRequest(request: { merchantId: string; mode: Mode }): Promise<Gateway | undefined>
  /** The one that an attempt was made with, whatever the merchant has set up since. */
  forAttempt(attempt: {
    gateway: string
    charge: { merchantId: string; mode: Mode }
  }): Promise<Gateway | undefined>
}

/** A live request never reaches the sandbox. */
export function createGateways(sandbox: Gateway): Gateways {
  return {
    forRequest: async ({ mode }) => (mode === 'test' ? sandbox : undefined),
    forAttempt: async ({ gateway, charge }) =>
      gateway === 'sandbox' && charge.mode === 'test' ? sandbox : undefined,
  }
}
