/** Compares the pay page with a bare server that sends the same bytes. */
import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import { findBill } from '../src/requests/bill-store.ts'
import { readPage, startAcquit } from './acquit.ts'
import { writeBarePage } from './bare-page.ts'
import { type Bench, compare } from './figure.ts'
import { type Load, measureRate } from './load.ts'
import { type Running, startServer } from './process.ts'
import { withDatabase } from './requests.ts'

const clients = 20
const whole = { seconds: 2 }

/** Requests per second of ours, divided by those of `program`, a bare server. */
export async function comparePayPage(bench: Bench, program: URL): Promise<number> {
  const ours = await startAcquit(bench.url)
  const page = await copyPage(bench, ours)
  const theirs = await startServer(program, { DATABASE_URL: bench.url, PAGE: page })
  try {
    await checkSameBytes(bench, ours, theirs)
    for (const server of [ours, theirs]) await measurePages(bench, server)
    return await compare(
      bench,
      () => measurePages(bench, ours),
      () => measurePages(bench, theirs),
    )
  } finally {
    await ours.stop()
    await theirs.stop()
  }
}

/** Answers per second to readers of pay pages drawn at random. */
export function measurePages(
  { tokens }: Bench,
  { port }: Running,
  until: Load['until'] = whole,
): Promise<number> {
  const next = () => readPage(drawOne(tokens))
  return measureRate({ port, clients, until, next, status: 200 })
}

async function copyPage({ url, tokens, folder }: Bench, ours: Running): Promise<string> {
  const token = drawOne(tokens)
  const bill = await withDatabase(url, (db) => findBill(db, token))
  return writeBarePage(folder, await fetchPage(ours, token), bill!)
}

async function checkSameBytes({ tokens }: Bench, ours: Running, theirs: Running): Promise<void> {
  for (const token of [drawOne(tokens), drawOne(tokens), drawOne(tokens)]) {
    const pages = [await fetchPage(ours, token), await fetchPage(theirs, token)]
    if (pages[0] !== pages[1]) throw new Error(`two pages of ${token} differ:\n${pages.join('\n')}`)
  }
}

async function fetchPage({ port }: Running, token: string): Promise<string> {
  const headers = { host: 'payer.example' }
  const asked = get({ port, host: '127.0.0.1', path: `/p/${token}`, headers, agent: false })
  const answer = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    asked.once('response', resolve).once('error', reject)
  })
  return text(answer)
}

function drawOne(tokens: string[]): string {
  return tokens[Math.floor(Math.random() * tokens.length)]!
}
