import type { Generated } from 'kysely'
import type { MessageFailure } from '../domain/message-failures.ts'
import type {
  AccountLinkTable,
  AccountTable,
  EmailChangeTable,
  InvitationTable,
  MembershipTable,
  SecondFactorTable,
  SessionTable,
  SignUpTable,
  UserTable,
} from './account-tables.ts'
import type { ImportRowTable, ImportTable } from './import-tables.ts'
import type { MerchantTable, RequestTemplateTable } from './merchant-tables.ts'
import type { LocalMessageTable, MessageTable, ReminderRuleTable } from './message-tables.ts'
import type { DisputeTable, GatewayLookTable, OperationTable } from './movement-tables.ts'
import type { CustomerTable, RequestRelistingTable, RequestTermTable } from './search-tables.ts'
import type {
  AttemptTable,
  GatewayKeyTable,
  PaymentRequestTable,
  RefundTable,
  RequestEventTable,
} from './tables.ts'

/** Rows as PostgreSQL keeps them: snake_case, integer cents, UTC instants, dates as `2026-12-31`. */
export interface Database {
  users: UserTable
  sessions: SessionTable
  accounts: AccountTable
  second_factors: SecondFactorTable
  recovery_codes: { user_id: string; code_hash: string }
  email_changes: EmailChangeTable
  sign_ups: SignUpTable
  account_links: AccountLinkTable
  merchants: MerchantTable
  memberships: MembershipTable
  invitations: InvitationTable
  request_templates: RequestTemplateTable
  payment_requests: PaymentRequestTable
  request_terms: RequestTermTable
  request_relisting: RequestRelistingTable
  customers: CustomerTable
  imports: ImportTable
  import_rows: ImportRowTable
  attempts: AttemptTable
  refunds: RefundTable
  disputes: DisputeTable
  operations: OperationTable
  messages: MessageTable
  local_messages: LocalMessageTable
  restore_guard: { is_only: Generated<boolean>; database_id: string; held_since: Date | null }
  message_reports: { provider: string; event_id: string; received_at: Generated<Date> }
  suppressions: {
    merchant_id: string
    recipient: string
    reason: MessageFailure
    created_at: Generated<Date>
  }
  reminder_rules: ReminderRuleTable
  request_events: RequestEventTable
  gateway_keys: GatewayKeyTable
  gateway_methods: { merchant_id: string; gateway: string; methods: string[] }
  gateway_looks: GatewayLookTable
  gateway_events: { gateway: string; event_id: string; received_at: Generated<Date> }
  rate_counts: { key: string; window_start: Date; count: number }
}
