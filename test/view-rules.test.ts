/** The house rules for views, styles and scripts. */

import { Eta } from 'eta'
import t from 'tap'
import { none, sources } from './fixtures/rules.ts'
import { capture, grep, readAll } from './fixtures/sources.ts'

const views = readAll('views/**/*.eta')

// E-mails are not under our Content-Security-Policy, and mail clients want their styles inline.
const pages = views.filter(({ path }) => !path.startsWith('views/messages/'))

t.test(
  'A field looks wrong where aria-invalid is true: every field of a form has the attribute',
  async (t) => {
    none(t, grep(readAll('styles/**/*.css'), /\[aria-invalid\]/))
  },
)

t.test('Every view compiles: Eta reads an apostrophe in a comment as the start of a string', async (t) => {
  const eta = new Eta({ useWith: true })
  for (const { path, text } of views) t.doesNotThrow(() => eta.compile(text), path)
})

t.test('A view says on its first line what it takes', async (t) => {
  const silent = views.filter(({ text }) => !/^<% \/\* takes: .+ \*\/ %>\n/.test(text))
  const wrong = silent.map(({ path }) => path)
  none(t, wrong)
})

t.test('Every address is written in src/web/paths.ts, those that the router matches included', async (t) => {
  const routes = grep(sources, /\b(get|post|put|delete|redirect)(<[^(]*>)?\(\s*['`]\//)
  const links = grep(views, /\b(href|action|src|hx-(get|post))="\//)
  none(t, [...routes, ...links])
})

t.test('raw output is only for includes, bodies and our own QR code (S35)', async (t) => {
  const raw = capture(views, /<%[-_]?~([\s\S]*?)%>/g)
  const wrong = raw.filter(
    ({ text }) =>
      !/^(include\(|once\('[\w ]+', \(\) => include\('[\w/]+'\)\)$|form\.untouched \? once\(|it\.body$|it\.qr$)/.test(
        text,
      ),
  )
  none(t, wrong)
})

t.test('no script and no style stands in a page (S34)', async (t) => {
  none(t, grep(pages, /<style\b|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/i))
})

t.test('htmx is given no code: no hx-on, no js:, no trigger filter (S34)', async (t) => {
  none(t, grep(views, /\bhx-on\b|\bhx-[\w:-]+=["']\s*(js|javascript):|\bhx-trigger=["'][^"']*\[/))
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
