import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { readConfig } from '../../src/config/config.ts'
import { production } from '../fixtures/config.ts'
import { capture, readAll } from '../fixtures/sources.ts'

t.test(
  'anyone may sign up on a developer’s machine, and in production only where the operator says so',
  async (t) => {
    t.equal(readConfig({ APP_SECRET: production.APP_SECRET }).signUp, 'open')
    t.equal(readConfig(production).signUp, 'invitation')
    for (const SIGNUP of ['open', 'invitation', 'closed'] as const)
      t.equal(readConfig({ ...production, SIGNUP }).signUp, SIGNUP)
  },
)

t.test('no proxy is trusted unless its addresses are named (S61)', async (t) => {
  t.strictSame(readConfig(production).trustProxy, [])
  const named = readConfig({ ...production, TRUST_PROXY: '10.0.0.1, 192.168.0.0/16' })
  t.strictSame(named.trustProxy, ['10.0.0.1', '192.168.0.0/16'])
  const others = readConfig({ ...production, TRUST_PROXY: 'loopback,::1,fd00::/8' })
  t.strictSame(others.trustProxy, ['loopback', '::1', 'fd00::/8'])
})

t.test('Elsewhere nothing is required, and the secret is made once, for its owner’s eyes only', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'acquit-config-'))
  t.teardown(() => rm(dataDir, { recursive: true }))
  const first = readConfig({ DATA_DIR: dataDir, PORT: '4000' })
  t.match(first, { production: false, publicUrl: 'http://localhost:4000', databaseUrl: undefined })
  t.ok(first.appSecret.current.length >= 32)
  t.strictSame(readConfig({ DATA_DIR: dataDir }).appSecret, first.appSecret)
  t.equal((await stat(join(dataDir, 'app-secret'))).mode & 0o777, 0o600)
})

t.test('with a pooler of transactions, the database itself has to be named too (F32)', async (t) => {
  const pooled = { ...production, DATABASE_POOLER: 'transaction' }
  t.throws(() => readConfig(pooled), /^DATABASE_DIRECT_URL is missing: it should be .* without the pooler/)
  const DATABASE_DIRECT_URL = 'postgres://acquit@db.example/acquit'
  t.match(readConfig({ ...pooled, DATABASE_DIRECT_URL }), {
    isDatabasePooled: true,
    databaseDirectUrl: DATABASE_DIRECT_URL,
  })
  t.match(readConfig(production), { isDatabasePooled: false, databaseDirectUrl: production.DATABASE_URL })
})

t.test('.env.example has every variable that is read, and no other', async (t) => {
  const read = capture(readAll('src/config/*.ts'), /(?:^ +|\benv\.)([A-Z_]+)(?=: | ===)/gm).map(
    ({ text }) => text,
  )
  const shown = capture(readAll('.env.example'), /^([A-Z_]+)=/gm).map(({ text }) => text)
  t.strictSame(shown.sort(), [...new Set(read)].sort())
})
