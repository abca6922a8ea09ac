/** A deposit with its balance: adding requests to one. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { newToken } from '../../domain/ids.ts'
import { canSchedule, scheduleRequests } from '../../requests/schedule.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import { patterns } from '../../web/patterns.ts'
import { refuseChange, showChange } from '../requests/change-replies.ts'
import { requireRequest } from '../requests/detail.ts'
import { findFormRules } from '../requests/form-rules.ts'
import { parseRows, proposeRows, readRows, type ScheduleRow } from './form.ts'

interface ById {
  Params: { id: string }
}

interface ScheduleForm {
  request: PaymentRequest
  rows: ScheduleRow[]
  key: string
  isRefused: boolean
}

export function scheduleRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<ById>(patterns.schedule, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const rules = await rulesOf(req, request)
    if (!rules.canTakeMoney) return reply.page('requests/no_gateway', {})
    if (!canSchedule(request)) return refuseChange(deps, req, reply, 'not_schedulable')
    const rows = proposeRows(request, rules)
    return reply.page('schedule/new', { request, rows, key: newToken(), isRefused: false })
  })

  app.post<ById>(patterns.schedule, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const rules = await rulesOf(req, request)
    if (!rules.canTakeMoney) return reply.code(409).page('requests/no_gateway', {})
    const { key, rows: typed } = readRows(req.body, request, rules)
    const { asks, isUnfit, isWrong, rows } = parseRows(key, typed, request, rules)
    if (isUnfit) return refuseChange(deps, req, reply, 'not_schedulable')
    if (isWrong) return reply.code(422).page('schedule/form', { request, rows, key, isRefused: true })
    const author = { ...req.merchant, mode: request.mode }
    const refusal = await scheduleRequests(deps.db, author, request.id, asks)
    if (refusal) return refuseChange(deps, req, reply, refusal)
    return showChange(deps, req, reply, 'scheduled', '#request')
  })

  const rulesOf = ({ merchant }: FastifyRequest, { mode }: PaymentRequest) =>
    findFormRules(deps, { ...merchant, mode })
}

declare module '../../web/views.ts' {
  interface Views {
    'schedule/new': ScheduleForm
    'schedule/form': ScheduleForm
  }
}
