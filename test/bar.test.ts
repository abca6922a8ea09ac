/** Checks that docs/bar.md and the tests agree on what is shown, and where. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { capture, readAll, root } from './fixtures/sources.ts'

interface Line {
  code: string
  holds: string
  shownBy: string
}

const [page] = readAll('docs/bar.md')
const rows = page!.text.matchAll(/^\| ([SFILPA]\d+) \| (.*) \| (.*) \|$/gm)
const lines: Line[] = Array.from(rows, ([, code, holds, shownBy]) => ({
  code: code!,
  holds: holds!,
  shownBy: shownBy!,
}))
/** The codes at the end of a test's name. */
const cited = capture(readAll('test/**/*.ts'), /\(((?:[SFILPA]\d+(?:, )?)+)\)['`]/g)
const citations = cited.flatMap(({ path, text }) => text.split(', ').map((code) => ({ path, code })))

t.test('Each part of the bar is numbered without a hole', async (t) => {
  const parts = Object.groupBy(lines, ({ code }) => code[0]!)
  t.strictSame(Object.keys(parts).sort(), ['A', 'F', 'I', 'L', 'P', 'S'])
  for (const [part, ofPart = []] of Object.entries(parts)) {
    const codes = ofPart.map(({ code }) => code)
    t.strictSame(
      codes,
      Array.from(codes, (_, index) => `${part}${index + 1}`),
      part,
    )
  }
})

t.test('No test cites a line that the bar does not have', async (t) => {
  const known = new Set(lines.map(({ code }) => code))
  t.ok(citations.length > 300)
  t.strictSame(
    citations.filter(({ code }) => !known.has(code)),
    [],
  )
})

t.test(
  'A line names where it is shown: a file that is there, and if it is a test, one that cites the line',
  async (t) => {
    for (const { code, shownBy } of lines) {
      const files = Array.from(shownBy.matchAll(/`((?:test|bench|scripts)\/[^`]+)`/g), ([, file]) => file!)
      const documents = Array.from(shownBy.matchAll(/\]\(([^)#]+)/g), ([, file]) => join('docs', file!))
      if (shownBy !== 'not shown yet') t.ok(files.length + documents.length > 0, `${code}: ${shownBy}`)
      for (const file of [...files, ...documents]) t.ok(existsSync(join(root, file)), `${code}: ${file}`)
      for (const file of files.filter((one) => one.startsWith('test/')))
        t.ok(
          citations.some((citation) => citation.code === code && citation.path === file),
          `${file} cites ${code}`,
        )
    }
  },
)

t.test('A line that is not shown yet is cited by no test', async (t) => {
  const open = new Set(lines.filter(({ shownBy }) => shownBy === 'not shown yet').map(({ code }) => code))
  t.strictSame(
    citations.filter(({ code }) => open.has(code)),
    [],
  )
})
