import { createServer } from 'node:net'
import t from 'tap'
import { ConfigError } from '../../src/config/config.ts'
import { migrate } from '../../src/db/migrate.ts'
import { whenDatabaseAnswers } from '../../src/db/wait.ts'
import { startWorld } from '../fixtures/app.ts'
import { listen } from '../fixtures/listen.ts'

const { databaseUrl } = (await startWorld(t, { jobs: false })).deps

t.test('a host that never answers is named, and again as long as it is silent (F1)', async (t) => {
  const silent = createServer(() => {})
  const port = await listen(t, silent)
  const url = `postgres://acquit:hunter2@127.0.0.1:${port}/acquit`
  const said: string[] = []
  const say = (sentence: string) => void said.push(sentence)
  await whenDatabaseAnswers(url, async () => (said.length < 2 ? migrate(url) : undefined), say)
  for (const sentence of said) {
    t.match(sentence, `The database acquit at 127.0.0.1:${port} does not answer: the machine is silent`)
    t.notMatch(sentence, 'hunter2')
  }
})

t.test('a connection that breaks while we start is waited for as any other absence (F1)', async (t) => {
  const said: string[] = []
  let tries = 0
  const work = async () => {
    tries += 1
    if (tries === 1) throw new Error('Connection terminated unexpectedly')
    return 'done'
  }
  const say = (sentence: string) => void said.push(sentence)
  t.equal(await whenDatabaseAnswers(databaseUrl, work, say), 'done')
  t.match(said, [/does not answer: it broke off, or cannot work now/])
})

t.test('what waiting does not mend is told in a sentence, at once', async (t) => {
  for (const [part, value, sentence] of [
    [
      'pathname',
      '/nowhere',
      /^The database nowhere at [^:]+:\d+ refuses us: there is no such database\. Create it/,
    ],
    [
      'username',
      'nobody',
      /refuses us: it does not know the user nobody, or not with this password\. Correct DATABASE_URL/,
    ],
  ] as const) {
    const url = Object.assign(new URL(databaseUrl), { [part]: value }).href
    const refused = await whenDatabaseAnswers(url, () => migrate(url), t.fail).catch((error) => error)
    t.ok(refused instanceof ConfigError)
    t.match(refused.message, sentence)
  }
})

t.test('any other error is a bug, and is not waited for', async (t) => {
  const work = async () => {
    throw new TypeError('not of the database')
  }
  await t.rejects(whenDatabaseAnswers(databaseUrl, work, t.fail), { name: 'TypeError' })
})
