import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import type { Gateway } from '../../domain/gateway.ts'
import type { PayForm } from '../../domain/pay-form.ts'
import type { Mode } from '../../domain/words.ts'

/**
 * What a gateway's folder gives to the list of gateways: everything that the system uses, in addition to the adapter.
 */
export interface GatewayEntry {
  /** Stored with each attempt and each key. */
  name: string
  form: PayForm
  /** Origins, other than our own, that a form may lead to: for the content security policy. */
  formTargets: string[]
  /** Whether the gateway takes payments in this mode. `hasKeys`: the merchant has given keys for it. */
  takes(mode: Mode, hasKeys: boolean): boolean
  /** Undefined when the gateway takes no payments of this merchant in this mode. */
  findAdapter(merchantId: string, mode: Mode): Promise<Gateway | undefined>
  /** Its webhooks, and its pages that need no session. */
  openRoutes?(app: FastifyInstance, deps: Deps): void
  /** The settings page where merchants give their keys. */
  portalRoutes?(app: FastifyInstance, deps: Deps): void
  close?(): Promise<void>
}

export type CreateGatewayEntry = (given: Pick<Deps, 'config' | 'databaseUrl' | 'db'>) => GatewayEntry
