/** The data kept of one customer: shown, downloaded, erased. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { eraseCustomer } from '../../customers/erase.ts'
import type { Deps } from '../../deps.ts'
import { readAddress } from '../../domain/address.ts'
import { NotFound } from '../../domain/errors.ts'
import { forAdmins } from '../../domain/roles.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { type Flash, readFlashOnce } from '../../web/flash.ts'
import { paths } from '../../web/paths.ts'
import { findData, type Kept, writeData } from './data.ts'

const typed = z.string().trim().default('')
const dataForm = z.object({ client: typed, confirmed: typed })

interface Shown {
  client: string
  flash: Flash | undefined
  retentionMonths: Deps['config']['retentionMonths']
}

type Problem = keyof Catalogue['customers']['data']['problems']

export function customerDataRoutes(app: FastifyInstance, { db, config }: Deps): void {
  const { retentionMonths } = config

  app.get(paths.customerData, forAdmins, async (req, reply) => {
    const { client } = dataForm.parse(req.query)
    const isAsked = Object.hasOwn(req.query as object, 'client')
    if (isAsked && !readAddress(client)) return showData(req, reply.code(422), client, 'invalid')
    return showData(req, reply, client)
  })

  app.get(paths.customerDataFile, forAdmins, async (req, reply) => {
    const customer = readAddress(dataForm.parse(req.query).client)
    const kept = customer && (await findData(db, req.merchant, customer))
    if (!kept) throw new NotFound()
    return reply
      .header('Content-Disposition', 'attachment; filename="client.json"')
      .type('application/json; charset=utf-8')
      .send(Readable.from(writeData(db, req.merchant, kept), { highWaterMark: 1 }))
  })

  app.get(paths.customerErasure, forAdmins, async (_req, reply) => reply.redirect(paths.customerData, 303))

  app.post(paths.customerErasure, forAdmins, async (req, reply) => {
    const { client, confirmed } = dataForm.parse(req.body ?? {})
    const customer = readAddress(client)
    if (!customer) return showData(req, reply.code(422), client, 'invalid')
    if (confirmed !== 'on') return showData(req, reply.code(422), client, 'unconfirmed')
    const refusal = await eraseCustomer(db, req.merchant, customer)
    if (refusal) return showData(req, reply.code(409), client, refusal)
    const flash = 'customer_erased'
    const values = { client: '', flash, retentionMonths } as const
    return reply.outcome('customers/erased', () => values, { to: paths.customerData, flash })
  })

  async function showData(req: FastifyRequest, reply: FastifyReply, client: string, problem?: Problem) {
    const customer = readAddress(client)
    const found = customer && (await findData(db, req.merchant, customer))
    const flash = readFlashOnce(req, reply)
    return reply.page('customers/data', { client, found, problem, flash, retentionMonths })
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'customers/data': Shown & {
      found: Kept | undefined
      problem: Problem | undefined
    }
    'customers/erased': Shown
  }
}
