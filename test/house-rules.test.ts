/** The house rules that a program can check. If a rule stands in the way, change it here; do not work around it. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { none, sources } from './fixtures/rules.ts'
import { capture, getHandlersOf, grep, leadingTo, piecesOf, readAll, root } from './fixtures/sources.ts'

const tests = readAll('test/**/*.ts')

t.test(
  'SQL is written only in stores, in src/db, in the demo, in the ledger and in the health check (S23)',
  async (t) => {
    const places = /(store|ledger)\.ts$|^src\/(db|dev)\/|^src\/web\/health\.ts$/
    const others = sources.filter(({ path }) => !places.test(path))
    const sql = /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\bsql(<[^`]*?>)?`/
    none(t, grep(others, sql))
  },
)

t.test('SQL is parameterised: none is made of text (S23)', async (t) => {
  none(t, grep(sources, /\bsql\.(raw|lit)\b/))
})

t.test('every query of requests that the portal makes takes the merchant second (S16)', async (t) => {
  const store = readAll(
    'src/requests/{store,create-store,list-store,head-store,history-store,tally-store,find-store,family-store}.ts',
    'src/portal/requests/*-store.ts',
  )
  const portal = readAll(
    'src/portal/requests/{routes,detail,list}.ts',
    'src/requests/create.ts',
    'src/payments/cancel.ts',
  )
  const lists = capture(
    portal,
    /import \{([^}]*)\} from '(?:\.|\.\.\/requests|\.\.\/\.\.\/requests)\/(?:\w+-)?store\.ts'/g,
  )
  const queries = lists.flatMap(({ text }) => text.match(/\b(find|list|sum|count)\w+/g) ?? [])
  const scoped = capture(store, /function (\w+)\(\s*db: Db,\s*merchantId: string\b/g).map(({ text }) => text)
  t.ok(queries.length >= 5)
  const wrong = queries.filter((name) => !scoped.includes(name))
  none(t, wrong)
})

t.test('no GET handler comes to a query that writes, but for counting uses of a limit (S11)', async (t) => {
  const counted = sources.filter(({ path }) => !path.startsWith('src/limits/'))
  const pieces = counted.flatMap(piecesOf)
  const handlers = counted.flatMap(getHandlersOf)
  const writes = /\.(insertInto|updateTable|deleteFrom)\(|\b(insert into|delete from|update \w+( \w+)? set)\b/
  const queries = pieces.filter(({ text }) => writes.test(text))
  const writing = leadingTo(queries, [...pieces, ...handlers])
  const verbs = Array.from(writing, ({ name }) => name)
  const known = ['cancelRequest', 'createRequest', 'payBill', 'expireRequests', 'deliverMessage']
  t.ok(known.every((verb) => verbs.includes(verb)))
  t.ok(handlers.length >= 10)
  const wrong = handlers.filter((handler) => writing.has(handler)).map(({ path, name }) => `${path}: ${name}`)
  none(t, wrong)
})

t.test('nothing is drawn from Math.random; a UUID only names a request in the log (S1)', async (t) => {
  none(t, grep(sources, /Math\.random/))
  const others = sources.filter(({ path }) => path !== 'src/server-options.ts')
  none(t, grep(others, /randomUUID/))
})

t.test('Files of code and of tests are under 150 lines', async (t) => {
  const texts = /^src\/i18n\/|\/texts\.ts$|\/stories\.ts$/
  const code = [...sources, ...tests].filter(({ path }) => !texts.test(path))
  const lengths = code.map(({ path, text }) => `${path}: ${text.trimEnd().split('\n').length}`)
  const wrong = lengths.filter((line) => Number(line.split(': ')[1]) >= 150)
  none(t, wrong)
})

t.test('No file stands beside a folder of its own name', async (t) => {
  const files = readAll('{bench,docs,scripts,src,styles,test,views}/**/*.*').map(({ path }) => path)
  const folders = new Set(files.map((path) => dirname(path)))
  t.ok(folders.size > 60)
  none(
    t,
    files.filter((path) => folders.has(path.replace(/(\.test)?\.\w+$/, ''))),
  )
})

t.test('test/ holds tests, the two commands that run them, and fixtures', async (t) => {
  const others = tests.filter(({ path }) => !/\.test\.ts$|^test\/(run|contracts)\.ts$/.test(path))
  none(
    t,
    others.filter(({ path }) => !path.startsWith('test/fixtures/')).map(({ path }) => path),
  )
})

t.test('a test of pure values asks for no database and no app', async (t) => {
  none(t, grep(readAll('test/domain/**/*.ts'), /fixtures\/(app|database|postgres)\.ts/))
})

t.test('Nothing is written to the console', async (t) => {
  none(t, grep(sources, /\bconsole\./))
})

t.test('public/htmx.min.js is the package’s: `npm run assets`', async (t) => {
  const own = readFileSync(fileURLToPath(import.meta.resolve('htmx.org/dist/htmx.min.js')))
  t.ok(own.equals(readFileSync(join(root, 'public/htmx.min.js'))))
})

t.test('No file names a folder of somebody’s machine', async (t) => {
  const ours = readAll('*', '.*', '.ci/*', '{bench,migrations,public,src,styles,test,views}/**/*')
  const written = ours.filter(({ path }) => !/^(package-lock\.json|\.git)$|\.min\.js$/.test(path))
  t.ok(written.length > 100)
  none(t, grep(written, /(^|[\s'"`(=:])\/(work|root|home|Users)\/\w/))
})
