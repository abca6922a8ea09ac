/** Importing requests from a file: the whole file is checked, shown, then sent by a job. */
import { createHash } from 'node:crypto'
import fastifyMultipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { limits } from '../../domain/limits.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import { countUse } from '../../limits/store.ts'
import { paths } from '../../web/paths.ts'
import { patterns } from '../../web/patterns.ts'
import { byteOrderMark } from '../exports/csv.ts'
import { findFormRules } from '../requests/form-rules.ts'
import { type CheckedFile, checkFile } from './check.ts'
import { countTexts, describeImport, describeUpload, type Refusal, requireImport } from './describe.ts'
import { askEncoding } from './question.ts'
import { writeSample } from './sample.ts'
import { sendImport } from './start.ts'
import { type Import, insertImport, stopImport } from './store.ts'
import { readUpload, type UploadedFile, uploadLimits } from './upload.ts'

interface ById {
  Params: { id: string }
}

export function importRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, config, gateways } = deps

  app.get(paths.imports, async (req, reply) => {
    const { canTakeMoney } = await findFormRules(deps, req.merchant)
    if (!canTakeMoney) return reply.page('requests/no_gateway', {})
    return reply.page('imports/new', await describeUpload(deps, req.merchant))
  })

  app.get(paths.importSample, async (req, reply) => {
    const rules = await findFormRules(deps, req.merchant)
    return reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', 'attachment; filename="modele.csv"')
      .send(byteOrderMark + writeSample(req.merchant.language, rules))
  })

  // A plugin of its own, so that no other route accepts files.
  app.register(async (upload) => {
    await upload.register(fastifyMultipart, { limits: uploadLimits })

    upload.post(paths.imports, async (req, reply) => {
      const rules = await findFormRules(deps, req.merchant)
      if (!rules.canTakeMoney) return reply.code(409).page('requests/no_gateway', {})
      await countUse(db, limits.uploads, req.merchant.id)
      const uploaded = await readUpload(req)
      if (!uploaded.ok) return refuse(req, reply, uploaded)
      const { file, encoding } = uploaded.value
      const { imports } = catalogueOf(req.merchant.language)
      const checked = await checkFile(file.bytes, rules, (column) => imports.columns[column], encoding)
      if (!checked.ok && checked.problem === 'encoding')
        return reply.code(422).page('imports/question', askEncoding(file, checked.readings))
      if (!checked.ok) return refuse(req, reply, checked)
      const { id } = await keepImport(req, file, checked.value)
      return show(req, reply, await requireImport(deps, req.merchant, id))
    })
  })

  app.get<ById>(patterns.import, async (req, reply) => {
    const one = await requireImport(deps, req.merchant, req.params.id)
    return reply.page('imports/detail', await describeImport(deps, req.merchant, one))
  })

  app.post<ById>(patterns.importSending, async (req, reply) => {
    const { id, mode } = await requireImport(deps, req.merchant, req.params.id)
    const gateway = await gateways.forRequest({ merchantId: req.merchant.id, mode })
    if (!gateway) return reply.code(409).page('requests/no_gateway', {})
    await sendImport(db, req.merchant, id)
    return show(req, reply, await requireImport(deps, req.merchant, id))
  })

  app.post<ById>(patterns.importStop, async (req, reply) => {
    const { id } = await requireImport(deps, req.merchant, req.params.id)
    await stopImport(db, req.merchant.id, id)
    return show(req, reply, await requireImport(deps, req.merchant, id))
  })

  async function refuse(req: FastifyRequest, reply: FastifyReply, refusal: Refusal): Promise<FastifyReply> {
    // The rest of the body was not read, and must not be taken for the next request on this connection.
    if (refusal.problem === 'too_large') reply.header('Connection', 'close')
    reply.code(statuses[refusal.problem] ?? 422)
    return reply.page('imports/new', await describeUpload(deps, req.merchant, refusal))
  }

  function keepImport({ merchant }: FastifyRequest, file: UploadedFile, { lines, reading }: CheckedFile) {
    const asks = lines.map(({ ask }) => ask)
    const facts = {
      mode: merchant.mode,
      created_by: merchant.userId,
      file_name: file.name,
      file_hash: createHash('sha256').update(file.bytes).digest('base64url'),
      reading: JSON.stringify(reading),
      row_count: lines.length,
      total_cents: asks.reduce((sum, { amountCents }) => sum + amountCents, 0),
      ...countTexts(config, merchant, merchant.mode, asks),
    }
    return db.transaction().execute((trx) => insertImport(trx, merchant.id, facts, lines))
  }

  async function show(req: FastifyRequest, reply: FastifyReply, one: Import): Promise<FastifyReply> {
    const describe = () => describeImport(deps, req.merchant, one)
    return reply.outcome('imports/changed', describe, { to: paths.import(one), swaps: '#import' })
  }
}

const statuses: Partial<Record<Refusal['problem'], number>> = { too_large: 413, too_many_parts: 400 }
