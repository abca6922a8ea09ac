/**
 * People see at once what they have changed: while a replica may not have it yet, their pages are read from the
 * primary. Their browser keeps the position of their last change; whoever makes one up only reads for themselves.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findPosition } from '../db/replica.ts'
import type { Deps } from '../deps.ts'
import { keepCookie } from './cookies.ts'

const name = 'acquit_changed'
/** Longer than a replica that is read can be behind. */
const maxAge = 60
/** As no replica has replayed it, the primary is read. */
const unknown = 'FFFFFFFF/FFFFFFFF'
const positions = /^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/i

export function rememberChanges(app: FastifyInstance, { config, db }: Deps): void {
  if (!config.databaseReplicaUrl) return
  app.addHook('onSend', async (req, reply) => {
    if (req.method !== 'POST' || req.routeOptions.config.isBesideForm) return
    const position = await findPosition(db).catch(() => unknown)
    keepCookie(reply, name, position, maxAge)
  })
}

/** The position after this person's last change. Undefined when it was long ago. */
export function changedBy({ cookies }: FastifyRequest): string | undefined {
  const position = cookies[name]
  return position === undefined || positions.test(position) ? position : unknown
}
