import type { Mode } from '../db/schema.ts'
import type { Gateway } from './port.ts'

export type Gateways = Partial<Record<Gateway['name'], Gateway>>

/** Undefined when nothing can take a payment in this mode. A live request never reaches the sandbox. */
export function gatewayForMode(gateways: Gateways, mode: Mode): Gateway | undefined {
  return mode === 'test' ? gateways.sandbox : undefined
}
