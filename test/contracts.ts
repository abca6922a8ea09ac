/**
 * `npm run test:contracts FOLDER`: what the adapters send, what the test providers answer and what the webhooks read,
 * against the providers' own published schemas (OpenAPI), which are in FOLDER and not ours to keep here.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2019, type AnySchema, type ErrorObject } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { createPostmarkMailer } from '../src/mailers/postmark.ts'
import { createVonageTexter } from '../src/texters/vonage.ts'
import { readVonageReport } from '../src/texters/vonage-reports.ts'
import { fateOf } from './fixtures/providers/fate.ts'
import type { Answer, Asked, Provider } from './fixtures/providers/http.ts'
import { newEmail, newSms, platform } from './fixtures/providers/messages.ts'
import * as postmarkServer from './fixtures/providers/postmark.ts'
import * as vonageServer from './fixtures/providers/vonage.ts'

interface Spec {
  servers: [{ url: string }]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, { required?: string[] }> }
}

interface Operation {
  parameters?: { in: string; name: string; required?: boolean; schema: AnySchema }[]
  requestBody?: unknown
  responses: Record<string, unknown>
}

const folder = process.argv[2]
if (!folder) throw new Error('npm run test:contracts FOLDER, where the published schemas are')

const undo: (() => Promise<unknown>)[] = []
const t = { teardown: (close: () => Promise<unknown>) => undo.push(close) }
const problems: string[] = []
let checks = 0

const postmark = await postmarkServer.startPostmark(t)
const mailer = createPostmarkMailer(platform, postmark.account)
const email = newEmail()
await mailer.send(email)
await mailer.find!({ messageId: email.messageId, to: email.to, since: new Date() })
postmark.next(postmarkServer.refuse(422, 406, 'Inactive recipient'))
await fateOf(mailer.send(newEmail()))
// The schema is older than these two fields: https://postmarkapp.com/developer/api/email-api
checkProvider(postmark, readSpec('postmark.json'), ['MessageStream', 'Metadata'])

const vonage = await vonageServer.startVonage(t)
const texter = createVonageTexter(vonage.account)
await texter.send(newSms())
for (const refusal of [
  vonageServer.refuse(402, '', 'Low balance'),
  vonageServer.refuse(422, '#1120', 'Invalid sender'),
  vonageServer.refuse(429, '#1000', 'Rate Limit Hit'),
  vonageServer.refuse(500, '#1030', 'Internal error'),
]) {
  vonage.next(refusal)
  await fateOf(texter.send(newSms()))
}
const messages = readSpec('vonage-messages.json')
// It asks for a `message` that no field of an SMS bears; the text is in `text`.
const base = messages.components.schemas.baseMessageType!
base.required = base.required!.filter((name) => name !== 'message')
checkProvider(vonage, messages, [])
checkWebhook(messages)

for (const close of undo) await close()
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.stdout.write(`${checks} contracts, ${problems.length} broken\n`)
process.exitCode = problems.length > 0 || checks === 0 ? 1 : 0

function readSpec(name: string): Spec {
  return JSON.parse(readFileSync(join(folder!, name), 'utf8'))
}

/** Each request, and each answer, as its operation describes it; fields that are not described are refused. */
function checkProvider({ asked, answered }: Provider, spec: Spec, newerFields: string[]): void {
  for (const [index, request] of asked.entries()) {
    const found = findOperation(spec, request)
    if (!found) {
      problems.push(`${request.method} ${request.path} is not described`)
      continue
    }
    const { operation, pointer } = found
    const name = `${request.method} ${request.path}`
    checkParameters(name, operation, request)
    if (operation.requestBody) {
      const properties = Object.fromEntries(newerFields.map((field) => [field, {}]))
      const schema = { allOf: [{ $ref: `spec#${pointer}/requestBody/${json}` }], unevaluatedProperties: false }
      check(`${name}: the body`, spec, { ...schema, properties }, request.body)
    }
    checkAnswer(name, spec, `${pointer}/responses`, operation, answered[index]!)
  }
}

const json = 'content/application~1json/schema'

function findOperation(spec: Spec, { method, path }: Asked) {
  const prefix = new URL(spec.servers[0].url, 'https://provider.example').pathname
  const described = Object.keys(spec.paths).find((one) => `${prefix}${one}`.replace(/\/+/g, '/').replace(/\/$/, '') === path)
  const operation = described && spec.paths[described]?.[method.toLowerCase()]
  if (!operation) return undefined
  return { operation, pointer: `/paths/${described.replaceAll('/', '~1')}/${method.toLowerCase()}` }
}

function checkParameters(name: string, { parameters = [] }: Operation, { query, headers }: Asked): void {
  for (const { in: place, name: parameter, required, schema } of parameters) {
    const value = place === 'header' ? headers[parameter.toLowerCase()] : query[parameter]
    if (value === undefined && !required) continue
    check(`${name}: ${parameter}`, undefined, schema, value, { coerceTypes: true })
  }
  const known = parameters.map((parameter) => parameter.name)
  const unknown = Object.keys(query).filter((parameter) => !known.includes(parameter))
  if (unknown.length > 0) problems.push(`${name}: ${unknown.join(', ')} is not described`)
}

function checkAnswer(name: string, spec: Spec, pointer: string, { responses }: Operation, answer: Answer): void {
  const described = responses[answer.status] as { $ref?: string; content?: unknown } | undefined
  if (!described) problems.push(`${name}: ${answer.status} is not described`)
  else if (described.content || described.$ref) {
    const $ref = described.$ref ? `spec${described.$ref}/${json}` : `spec#${pointer}/${answer.status}/${json}`
    // Their alternatives do not exclude each other: every `oneOf` among the answers means `anyOf`.
    const loose: Spec = JSON.parse(JSON.stringify(spec).replaceAll('"oneOf"', '"anyOf"'))
    check(`${name}: the answer ${answer.status}`, loose, { $ref }, answer.body)
  }
}
