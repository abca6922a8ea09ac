import { readFileSync } from 'node:fs'

const document = readFileSync(new URL('../docs/performance.md', import.meta.url), 'utf8')
const rows = document.matchAll(/^\| P\d+ +\| ([\w-]+) +\|[^|]*\| ([\d.]+) /gm)

/** The figures of the last committed table, by title. */
export const before: ReadonlyMap<string, string> = new Map(
  Array.from(rows, ([, title, value]) => [title!, value!]),
)
