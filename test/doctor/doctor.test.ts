/** `npm run doctor`, as an operator runs it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { startWorld } from '../fixtures/app.ts'
import { startServer } from '../fixtures/faults/server-process.ts'

const { databaseUrl } = (await startWorld(t, { jobs: false })).deps

t.test('on a machine that is whole it ends with 0; once the service is gone, with 2', async (t) => {
  const server = await startServer(t, databaseUrl, [], { WORKER: 'inline' })
  const env = { DATABASE_URL: databaseUrl, PUBLIC_URL: server.origin, STRIPE_API_BASE: server.origin }
  const whole = await runDoctor(env)
  t.equal(whole.code, 0, whole.output)
  t.match(whole.output, /^ok {4}Every variable is there/)
  t.match(whole.output, `ok    ${server.origin} answers, and is this service.\n`)
  t.match(whole.output, /ok {4}All \d+ migrations have run\.\n/)
  t.notMatch(whole.output, /WRONG|hm {4}/)
  t.notMatch(whole.output, new URL(databaseUrl).password)
  await server.stop()
  const gone = await runDoctor(env)
  t.equal(gone.code, 2)
  t.match(gone.output, /WRONG http:[^\n]+ does not answer \(ECONNREFUSED\)\.\n {6}-> Start the service/)
})

t.test('variables that are missing are all it says', async (t) => {
  const { code, output } = await runDoctor({ NODE_ENV: 'production' })
  t.equal(code, 2)
  t.match(output, /^WRONG PUBLIC_URL is missing: it should be [^\n]+\.\n {6}-> [^\n]*\.env\.example/)
})

t.test('a database that is silent is the last that it says of it', async (t) => {
  const url = Object.assign(new URL(databaseUrl), { port: 1 }).href
  const { code, output } = await runDoctor({ DATABASE_URL: url })
  t.equal(code, 2)
  t.match(output, /WRONG The database \w+ at 127\.0\.0\.1:1 does not answer: [^\n]+\n[^\n]+DATABASE_URL\.\n$/)
})

async function runDoctor(env: NodeJS.ProcessEnv) {
  const doctor = spawn(process.execPath, ['src/doctor/doctor.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, NODE_ENV: 'test', APP_SECRET: 'x'.repeat(32), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [output] = await Promise.all([text(doctor.stdout), once(doctor, 'close')])
  return { code: doctor.exitCode, output }
}
