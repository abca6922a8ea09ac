/** `npm run bench -- P1 P6`: measures the figures named, or all. Each compares two things in the same run. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../src/db/migrate.ts'
import { startEmbeddedPostgres } from '../src/dev/embedded.ts'
import type { Bench, Figure } from './figure.ts'
import { importing } from './import.ts'
import { p1 } from './p1.ts'
import { p2 } from './p2.ts'
import { p3FirstPage, p3LastPage, p3Operations, p3RareOperations } from './p3.ts'
import { p4 } from './p4.ts'
import { p5FirstByte, p5Memory } from './p5.ts'
import { p6 } from './p6.ts'
import { p7 } from './p7.ts'
import { p8Requests, p8Size } from './p8.ts'
import { p9 } from './p9.ts'
import { p10 } from './p10.ts'
import { p11 } from './p11.ts'
import { p13 } from './p13.ts'
import { p14 } from './p14.ts'
import { addRequests } from './requests.ts'
import { before } from './table.ts'

const figures: Record<string, Figure[]> = {
  P1: [p1],
  P2: [p2],
  P3: [p3FirstPage, p3LastPage, p3Operations, p3RareOperations],
  P4: [p4],
  P5: [p5Memory, p5FirstByte],
  P6: [p6],
  P7: [p7],
  P8: [p8Size, p8Requests],
  P9: [p9],
  P10: [p10],
  P11: [p11],
  // P12 counts statements: test/portal/statements.test.ts.
  P13: [p13],
  P14: [p14, importing],
}

const wanted = process.argv.slice(2).map((name) => name.toUpperCase())
const unknown = wanted.filter((name) => !(name in figures))
if (unknown.length > 0) {
  process.stderr.write(`No figure ${unknown.join(', ')}: there are ${Object.keys(figures).join(', ')}.\n`)
  process.exit(2)
}
// The PostgreSQL server ends with us, whatever ends us; only its files would stay.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => close().then(() => process.exit(1)))

const folder = await mkdtemp(join(tmpdir(), 'acquit-bench-'))
const postgres = await startEmbeddedPostgres(folder)
try {
  await migrate(postgres.url)
  const bench = { url: postgres.url, tokens: await addRequests(postgres.url), folder, remark }
  for (const [name, ones] of Object.entries(figures)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    for (const figure of ones) await show(name, figure, bench)
  }
} finally {
  await close()
}

async function show(name: string, figure: Figure, bench: Bench): Promise<void> {
  const value = await figure.measure(bench)
  const { limit, isMet } = judge(figure, value)
  const last = before.get(figure.title)
  process.stdout.write(`${name} ${figure.title} ${spell(value)} (${limit})${last ? `, last ${last}` : ''}\n`)
  if (!isMet) process.exitCode = 1
}

function judge(figure: Figure, value: number) {
  if ('isStated' in figure) return { limit: 'stated', isMet: true }
  return 'atLeast' in figure
    ? { limit: `>= ${spell(figure.atLeast)}`, isMet: value >= figure.atLeast }
    : { limit: `<= ${spell(figure.atMost)}`, isMet: value <= figure.atMost }
}

function spell(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0)
}

/** Written to stderr, so that each figure stays one line of stdout. */
function remark(text: string): void {
  process.stderr.write(`  ${text}\n`)
}

async function close(): Promise<void> {
  await postgres.stop()
  for (const path of [folder, postgres.home]) await rm(path, { recursive: true, force: true, maxRetries: 5 })
}
