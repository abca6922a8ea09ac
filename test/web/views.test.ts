/** Checks that the views that are typed and the files of `views/` are the same. Each `@ts-expect-error` asks `tsc` what it says of a page. */
import { dirname } from 'node:path'
import type { FastifyReply } from 'fastify'
import t from 'tap'
import { capture, readAll } from '../fixtures/sources.ts'
import { viewsOf, withoutViews } from '../fixtures/views.ts'

const sources = readAll('src/**/*.ts')
const files = readAll('views/**/*.eta')
const views = sources.flatMap(viewsOf)
const nameOf = ({ path }: { path: string }) => path.slice('views/'.length, -'.eta'.length)
/** What routes, e-mails and includes name; `pay/${status}` names a folder. */
const named = capture([...sources.map(withoutViews), ...files], /['`]\/?(\w+\/\w*)(?=['`$])/g).map(
  ({ text }) => text,
)
const isNamed = (name: string) => named.includes(name) || named.includes(`${dirname(name)}/`)

t.test('every view has a file and is named by a route or a letter', async (t) => {
  t.ok(views.length >= 60)
  t.strictSame(new Set(views).size, views.length, 'each is declared once')
  const names = files.map(nameOf)
  t.strictSame(
    views.filter((name) => !names.includes(name) || !isNamed(name)),
    [],
  )
})

t.test('every file of views/ is named by a route, a page or an include', async (t) => {
  // htmx is answered with the fragment of the page named.
  const unnamed = files.map(nameOf).filter((name) => !isNamed(name) && !isNamed(name.replace('/_', '/')))
  t.strictSame(unnamed, [])
})

/** Never called: the lines are for the compiler alone. */
function answer(reply: FastifyReply) {
  reply.page('account/forgotten', { email: '', problem: 'empty', lang: 'en' })
  reply.page('team/departure', {})
  reply.outcome('customers/erased', () => ({ client: '', flash: 'saved', retentionMonths: 1 }), { to: '/' })

  // @ts-expect-error a value is forgotten
  reply.page('account/forgotten', {})
  // @ts-expect-error a value is misspelt
  reply.page('account/forgotten', { emial: '' })
  // @ts-expect-error a value that may be absent is misspelt
  reply.page('account/forgotten', { email: '', probelm: 'empty' })
  // @ts-expect-error the catalogue has no sentence for this problem
  reply.page('account/forgotten', { email: '', problem: 'sad' })
  // @ts-expect-error there is no such view
  reply.page('account/forgoten', { email: '' })
  // @ts-expect-error a view without values takes none
  reply.page('team/departure', { person: undefined })
  // @ts-expect-error a value is forgotten in the answer to a change
  reply.outcome('customers/erased', () => ({ client: '', flash: 'saved' }), { to: '/' })
  reply.outcome(
    'account/forgotten',
    // @ts-expect-error a value that may be absent is misspelt in the answer to a change
    () => ({ email: '', probelm: 'empty' }),
    { to: '/' },
  )
  // @ts-expect-error the same, where the values are asked for
  reply.outcome('account/forgotten', async () => ({ email: '', probelm: 'empty' }), { to: '/' })
  const values = { email: '', probelm: 'empty' }
  // @ts-expect-error the same, in values that come from elsewhere
  reply.page('account/forgotten', values)
  // @ts-expect-error there is no such fragment
  reply.outcome('customers/_erased', () => ({}), { to: '/' })
}

t.test('a page that lacks a value, misspells one or does not exist does not compile', async (t) => {
  t.type(answer, 'function', '`tsc --noEmit` reads this file too')
})
