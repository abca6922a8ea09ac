/** The house rules that a program can check. If a rule stands in the way, change it here; do not work around it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { capture, getHandlersOf, grep, leadingTo, piecesOf, readAll, root } from './fixtures/sources.ts'

const sources = readAll('src/**/*.ts')
const templates = readAll('views/**/*.eta')
// E-mails are not under our Content-Security-Policy, and mail clients want their styles inline.
const pages = templates.filter(({ path }) => !path.startsWith('views/messages/'))

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
  const store = readAll('src/requests/{store,list-store,history-store,tally-store,find-store}.ts')
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
  const others = sources.filter(({ path }) => path !== 'src/app.ts')
  none(t, grep(others, /randomUUID/))
})

t.test('Files of code are under 150 lines', async (t) => {
  const texts = /^src\/i18n\/|\/texts\.ts$|\/stories\.ts$/
  const code = sources.filter(({ path }) => !texts.test(path))
  const lengths = code.map(({ path, text }) => `${path}: ${text.trimEnd().split('\n').length}`)
  const wrong = lengths.filter((line) => Number(line.split(': ')[1]) >= 150)
  none(t, wrong)
})

t.test(
  'A field looks wrong where aria-invalid is true: every field of a form has the attribute',
  async (t) => {
    none(t, grep(readAll('styles/**/*.css'), /\[aria-invalid\]/))
  },
)

t.test('Nothing is written to the console', async (t) => {
  none(t, grep(sources, /\bconsole\./))
})

t.test('A template says on its first line what it takes', async (t) => {
  const silent = templates.filter(({ text }) => !/^<% \/\* takes: .+ \*\/ %>\n/.test(text))
  const wrong = silent.map(({ path }) => path)
  none(t, wrong)
})

t.test('Every address is written in src/web/paths.ts, those that the router matches included', async (t) => {
  const routes = grep(sources, /\b(get|post|put|delete|redirect)(<[^(]*>)?\(\s*['`]\//)
  const links = grep(templates, /\b(href|action|src|hx-(get|post))="\//)
  none(t, [...routes, ...links])
})

t.test('raw output is only for includes, bodies and our own QR code (S35)', async (t) => {
  const raw = capture(templates, /<%[-_]?~([\s\S]*?)%>/g)
  const wrong = raw.filter(({ text }) => !/^(include\(|it\.body$|it\.qr$)/.test(text))
  none(t, wrong)
})

t.test('no script and no style stands in a page (S34)', async (t) => {
  none(t, grep(pages, /<style\b|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/i))
})

t.test('htmx is given no code: no hx-on, no js:, no trigger filter (S34)', async (t) => {
  none(t, grep(templates, /\bhx-on\b|\bhx-[\w:-]+=["']\s*(js|javascript):|\bhx-trigger=["'][^"']*\[/))
})

t.test('an hx- attribute holds our own words and paths, and nothing else (S34)', async (t) => {
  const values = capture(pages, /\bhx-[\w:-]+="((?:<%[\s\S]*?%>|[^"])*)"/g)
  const outputs = capture(values, /<%([\s\S]*?)%>/g)
  const ofFields = capture(pages, /'hx-[\w-]+': (.*?),?\n/g)
  t.ok(outputs.length > 0)
  none(t, grep(pages, /\bhx-[\w:-]+=(?!")/))
  const wrong = outputs.filter(({ text }) => !/^=\s*paths\.\w+(\([\w.]+\))?$/.test(text))
  none(t, wrong)
  none(
    t,
    ofFields.filter(({ text }) => !/^('[^']*'|paths\.\w+)$/.test(text)),
  )
})

t.test('A field that people fill in is written in shared/_control or shared/_checkbox alone', async (t) => {
  const others = pages.filter(({ path }) => !/^views\/shared\/_(control|checkbox)\.eta$/.test(path))
  const tags = capture(others, /<(?:input|select|textarea)\b((?:<%[\s\S]*?%>|[^>])*)>/g)
  // Radio buttons are lists with texts of their own, and the colour picker only mirrors the colour's field.
  const notTyped = /(^|\s)(type="(hidden|radio|color)"|readonly\b)/
  t.ok(tags.length > 10)
  none(
    t,
    tags.filter(({ text }) => !notTyped.test(text)),
  )
})

t.test('Whatever htmx is told to swap is an element of some page', async (t) => {
  const targets = capture(pages, /\bhx-(?:target|select|include)(?:="|': ')#([\w-]+)["']/g)
  const swapped = capture(sources, /\bswaps: '#([\w-]+)'/g)
  const ids = capture(pages, /\sid="([\w-]+)"/g).map(({ text }) => text)
  t.ok(targets.length > 0)
  const wrong = [...targets, ...swapped].filter(({ text }) => !ids.includes(text))
  none(t, wrong)
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

function none(t: Test, found: unknown[]): void {
  t.strictSame(found, [])
}
