/** Signs in to the portal, and measures how long its pages take. */
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { address, startAcquit } from './acquit.ts'
import { type Bench, median } from './figure.ts'
import type { Running } from './process.ts'
import { openShops, password, type Shop, type Size } from './shops.ts'

/** What any page loads and compiles is not a cost of the list. */
const warmUp = 20

/** Returns the cookie of a new session. */
export async function signIn(server: Running, { email }: Shop): Promise<string> {
  const answer = await ask(
    server,
    'POST',
    '/connexion',
    {},
    new URLSearchParams({ email, password }).toString(),
  )
  const cookies = answer.headers['set-cookie'] ?? []
  if (answer.statusCode !== 303) throw new Error(`signing in: ${answer.statusCode} ${await text(answer)}`)
  answer.resume()
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ')
}

/** Resolves as soon as the headers of the answer are there. */
export function ask(
  { port }: Running,
  method: 'GET' | 'POST',
  path: string,
  headers: Record<string, string>,
  body = '',
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request({
      ...{ port, host: '127.0.0.1', method, path, agent: false },
      headers: {
        host: new URL(address).host,
        'sec-fetch-site': 'same-origin',
        ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
    })
    asked.on('response', resolve).on('error', reject).end(body)
  })
}

export async function readFile(server: Running, cookie: string, path: string) {
  const start = performance.now()
  const answer = await ask(server, 'GET', path, { cookie })
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`)
  let lines = 0
  for await (const piece of answer) lines += (piece as Buffer).toString('latin1').split('\n').length - 1
  return { lines, milliseconds: performance.now() - start }
}

/**
 * Median milliseconds of a page of the large list, divided by those of the small one: `rounds` of each, in turns, on
 * the same server.
 */
export async function comparePages(
  bench: Bench,
  rounds: number,
  pathOf: (shop: Shop, round: number) => string,
): Promise<number> {
  const shops = await openShops(bench)
  const server = await startAcquit(shops.url)
  try {
    const cookies = { few: await signIn(server, shops.few), many: await signIn(server, shops.many) }
    const read = async (size: Size, round: number) =>
      (await readFile(server, cookies[size], pathOf(shops[size], round))).milliseconds
    const times: Record<Size, number[]> = { few: [], many: [] }
    for (let round = -warmUp; round < rounds; round += 1) {
      for (const size of ['few', 'many'] as const) {
        const time = await read(size, Math.abs(round))
        if (round >= 0) times[size].push(time)
      }
    }
    const [few, many] = [median(times.few), median(times.many)]
    bench.remark(
      `${pathOf(shops.many, 0)}: ${many.toFixed(1)} ms of a million, ${few.toFixed(1)} of a thousand`,
    )
    return many / few
  } finally {
    await server.stop()
  }
}
