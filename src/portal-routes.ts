/** The merchant's pages: whoever uses them is signed in, and in the merchant's team. */
import type { FastifyInstance } from 'fastify'
import { requireMerchant } from './accounts/sessions/session.ts'
import { activityRoutes } from './portal/activity/routes.ts'
import { closingRoutes } from './portal/closing/routes.ts'
import { customerDataRoutes } from './portal/customers/data-routes.ts'
import { customerRoutes } from './portal/customers/routes.ts'
import { exportRoutes } from './portal/exports/routes.ts'
import { extensionRoutes } from './portal/extension/routes.ts'
import { importRoutes } from './portal/imports/routes.ts'
import { operationRoutes } from './portal/operations/routes.ts'
import { refundRoutes } from './portal/refunds/routes.ts'
import { formRoutes } from './portal/requests/form-routes.ts'
import { historyRoutes } from './portal/requests/history-routes.ts'
import { listRoutes } from './portal/requests/list-routes.ts'
import { requestRoutes } from './portal/requests/routes.ts'
import { sendingRoutes } from './portal/requests/sending-routes.ts'
import { settlementRoutes } from './portal/requests/settlement-routes.ts'
import { slipRoutes } from './portal/requests/slip-routes.ts'
import { scheduleRoutes } from './portal/schedule/routes.ts'
import { logoRoutes } from './portal/settings/logo-routes.ts'
import { modeRoutes } from './portal/settings/mode-routes.ts'
import { previewRoutes } from './portal/settings/preview-routes.ts'
import { settingsRoutes } from './portal/settings/settings-routes.ts'
import { invitationRoutes } from './portal/team/invitation-routes.ts'
import { teamRoutes } from './portal/team/routes.ts'
import { templateRoutes } from './portal/templates/routes.ts'
import type { System } from './system.ts'
import { rememberChanges } from './web/own-changes.ts'

export function portalRoutes(portal: FastifyInstance, deps: System): void {
  requireMerchant(portal, deps)
  rememberChanges(portal, deps)
  listRoutes(portal, deps)
  historyRoutes(portal, deps)
  formRoutes(portal, deps)
  requestRoutes(portal, deps)
  customerRoutes(portal, deps)
  customerDataRoutes(portal, deps)
  exportRoutes(portal, deps)
  importRoutes(portal, deps)
  sendingRoutes(portal, deps)
  scheduleRoutes(portal, deps)
  settlementRoutes(portal, deps)
  slipRoutes(portal, deps)
  extensionRoutes(portal, deps)
  refundRoutes(portal, deps)
  operationRoutes(portal, deps)
  activityRoutes(portal, deps)
  teamRoutes(portal, deps)
  invitationRoutes(portal, deps)
  settingsRoutes(portal, deps)
  previewRoutes(portal, deps)
  logoRoutes(portal, deps)
  templateRoutes(portal, deps)
  for (const gateway of deps.gateways.entries) gateway.portalRoutes?.(portal, deps)
  closingRoutes(portal, deps)
  modeRoutes(portal, deps)
}
