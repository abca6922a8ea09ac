/** The activity page: the last twelve weeks as charts. */
import type { FastifyInstance } from 'fastify'
import { findToday } from '../../db/clock.ts'
import type { Deps } from '../../deps.ts'
import { fillDays, firstDayShown, groupByChannel, groupByDelay } from '../../domain/activity.ts'
import { paths } from '../../web/paths.ts'
import { countOutcomes, sumCollected } from './store.ts'

export function activityRoutes(app: FastifyInstance, { db }: Deps): void {
  app.get(paths.activity, async ({ merchant }, reply) => {
    const today = await findToday(db)
    const [collected, counted] = await Promise.all([
      sumCollected(db, merchant.id, merchant.mode, firstDayShown(today)),
      countOutcomes(db, merchant.id, merchant.mode, firstDayShown(today)),
    ])
    return reply.page('activity/activity', {
      days: fillDays(today, collected),
      channels: groupByChannel(counted),
      delays: groupByDelay(counted),
    })
  })
}

declare module '../../web/views.ts' {
  interface Views {
    'activity/activity': {
      days: ReturnType<typeof fillDays>
      channels: ReturnType<typeof groupByChannel>
      delays: ReturnType<typeof groupByDelay>
    }
  }
}
