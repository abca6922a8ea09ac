/** `/_design`: every part of the portal in every state, for whoever changes its look. Not in production. */
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/config.ts'
import { fonts, palette, radii, spaces, textSizes } from '../domain/palette.ts'
import { labels } from '../domain/request-lifecycle.ts'
import { paths } from '../web/paths.ts'
import { disputes, history, requestOf, troubles } from './examples.ts'

export function designRoutes(app: FastifyInstance, { production }: Pick<Config, 'production'>): void {
  if (production) return

  app.get(paths.design, async (_req, reply) => reply.page('design/parts', describeParts(new Date())))

  app.get(paths.designDialog, async (_req, reply) =>
    reply.page('design/dialog', { request: requestOf('pending', new Date()) }),
  )
}

function describeParts(now: Date) {
  const requests = labels.map((label) => requestOf(label, now))
  const troubled = troubles.map((message_problem) => ({ ...requestOf('pending', now), message_problem }))
  const [colours, sizes] = [palette, textSizes]
  return {
    ...{ now, requests, troubled, colours, sizes, fonts, spaces, radii },
    ...{ history: history(now), disputes: disputes(now) },
  }
}

declare module '../web/views.ts' {
  interface Views {
    'design/parts': ReturnType<typeof describeParts>
    'design/dialog': { request: ReturnType<typeof requestOf> }
  }
}
