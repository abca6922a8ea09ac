/** The list with the filter of its URL, and what has changed since the page was loaded. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { type FilterValues, parseFilter, readFilter } from '../../domain/list-filter.ts'
import { labelOf } from '../../domain/request-lifecycle.ts'
import type { Catalogue, ProblemsOf } from '../../i18n/catalogues.ts'
import { type FirstStep, findFirstSteps } from '../../merchants/first-steps-store.ts'
import { listEvents } from '../../requests/history-store.ts'
import { changedBy } from '../../web/own-changes.ts'
import { paths } from '../../web/paths.ts'
import { patterns } from '../../web/patterns.ts'
import { hasKeys, keepKeys } from '../../web/shortcut-keys.ts'
import { describeRequest, requireRequest } from './detail.ts'
import { describeHead, describeList } from './list.ts'
import { writeSeenDetail } from './seen.ts'
import { describeChanges, readWatch } from './watch.ts'

interface FirstDay {
  steps: Record<FirstStep, boolean>
  me: string
}

const unattended = { config: { isUnattended: true } } as const

export function listRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, read } = deps

  app.get(paths.requests, async (req, reply) => {
    const { after } = z.object({ after: z.string().optional() }).parse(req.query)
    const values = readFilter(req.query)
    const parsed = parseFilter(values)
    const shown = { values, path: paths.filtered(values), hasKeys: hasKeys(req) }
    if (!parsed.ok) {
      const head = await read(changedBy(req), (db) => describeHead(db, req.merchant))
      return reply.code(422).page('requests/list', { ...head, ...shown, errors: parsed.errors })
    }
    const list = await read(changedBy(req), (db) => describeList(db, req.merchant, parsed.value, after))
    const isNew = list.rows.length === 0 && list.isFirstPage && !list.counted
    const firstDay = isNew && { steps: await findFirstSteps(db, req.merchant.id), me: req.person!.userEmail }
    return reply.page('requests/list', { ...list, ...firstDay, ...shown, errors: {} })
  })

  app.post(paths.shortcutKeys, async (req, reply) => {
    const { keys } = z.object({ keys: z.enum(['on', 'off']).catch('on') }).parse(req.body ?? {})
    keepKeys(reply, keys)
    return reply.redirect(paths.requests, 303)
  })

  app.get(paths.changes, unattended, async (req, reply) => {
    const values = readFilter(req.query)
    const parsed = parseFilter(values)
    const changes = parsed.ok && (await describeChanges(db, req.merchant, parsed.value, readWatch(req.query)))
    if (!changes) return reply.code(204).send()
    return reply.page('requests/changes', { ...changes, values })
  })

  app.get<{ Params: { id: string } }>(patterns.requestChanges, unattended, async (req, reply) => {
    const { seen } = readWatch(req.query)
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const [newest] = await listEvents(db, req.merchant.id, request.id, { most: 1 })
    if (writeSeenDetail(request, newest) === seen) return reply.code(204).send()
    const detail = await describeRequest(deps, req.merchant, request)
    const isOther = seen.split(' ')[0] !== labelOf(request)
    return reply.page('requests/detail_changes', { ...detail, isOther })
  })
}

declare module '../../web/views.ts' {
  interface Views {
    'requests/list': Awaited<ReturnType<typeof describeHead>> &
      Partial<Awaited<ReturnType<typeof describeList>>> & {
        values: FilterValues
        errors: ProblemsOf<FilterValues, Catalogue['requests']['filter']['problems']>
        hasKeys: boolean
      } & Partial<FirstDay>
    'requests/changes': NonNullable<Awaited<ReturnType<typeof describeChanges>>> & { values: FilterValues }
  }
}
