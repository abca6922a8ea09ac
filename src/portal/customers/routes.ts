import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { paths } from '../../web/paths.ts'
import { suggestRecipients } from './suggestions.ts'

const typedSoFar = z.object({ email: z.string().default(''), phone: z.string().default('') })

export function customerRoutes(app: FastifyInstance, { db }: Deps): void {
  app.get(paths.suggestions, async (req, reply) => {
    const suggestions = await suggestRecipients(db, req.merchant, typedSoFar.parse(req.query))
    return reply.page('customers/suggestions', { suggestions })
  })
}

declare module '../../web/views.ts' {
  interface Views {
    'customers/suggestions': { suggestions: Awaited<ReturnType<typeof suggestRecipients>> }
  }
}
