/** The activity page: the last twelve weeks as charts. */
import type { FastifyInstance } from 'fastify'
import { findToday } from '../../db/clock.ts'
import type { Db } from '../../db/connect.ts'
import type { Deps } from '../../deps.ts'
import { fillDays, firstDayShown, groupByChannel, groupByDelay } from '../../domain/activity.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import { changedBy } from '../../web/own-changes.ts'
import { paths } from '../../web/paths.ts'
import { countOutcomes, sumCollected } from './store.ts'

export function activityRoutes(app: FastifyInstance, { read }: Deps): void {
  app.get(paths.activity, async (req, reply) =>
    reply.page('activity/activity', await read(changedBy(req), (db) => describeActivity(db, req.merchant))),
  )
}

async function describeActivity(db: Db, { id, mode }: SignedIn) {
  const today = await findToday(db)
  const [collected, counted] = await Promise.all([
    sumCollected(db, id, mode, firstDayShown(today)),
    countOutcomes(db, id, mode, firstDayShown(today)),
  ])
  return {
    days: fillDays(today, collected),
    channels: groupByChannel(counted),
    delays: groupByDelay(counted),
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'activity/activity': Awaited<ReturnType<typeof describeActivity>>
  }
}
