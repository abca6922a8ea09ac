import { once } from 'node:events'
import { startAcquit } from './acquit.ts'
import { type Figure, median } from './figure.ts'
import { ask, readFile, signIn } from './portal.ts'
import { type Running, readMemory } from './process.ts'
import { openShops, type Size } from './shops.ts'

const rounds = 5
const pagesBefore = 50

/** Memory in MiB of a server that exports a million rows, minus what it takes when idle. */
export const p5Memory: Figure = {
  title: 'export-memory-MiB',
  atMost: 30,
  async measure(bench) {
    const { many, url } = await openShops(bench)
    const server = await startAcquit(url)
    try {
      const cookie = await signIn(server, many)
      // Idle, but not just started: what any page loads and compiles is not a cost of the export.
      for (let page = 0; page < pagesBefore; page += 1) await readFile(server, cookie, '/paiements')
      const idle = readMemory(server)
      let most = idle
      const timer = setInterval(() => {
        most = Math.max(most, readMemory(server))
      }, 250)
      const { lines, milliseconds } = await readFile(server, cookie, '/paiements.csv')
      clearInterval(timer)
      if (lines !== many.size + 1) throw new Error(`${lines} lines came`)
      bench.remark(`${Math.round(idle)} MiB idle; ${Math.round(milliseconds / 1000)} s for the whole file`)
      return most - idle
    } finally {
      await server.stop()
    }
  },
}

/** The time to the first byte of a million rows, compared with a thousand rows. */
export const p5FirstByte: Figure = {
  title: 'export-first-byte',
  atMost: 3,
  async measure(bench) {
    const { few, many, url } = await openShops(bench)
    const server = await startAcquit(url)
    try {
      const cookies = { few: await signIn(server, few), many: await signIn(server, many) }
      const times: Record<Size, number[]> = { few: [], many: [] }
      for (let round = 0; round < rounds; round += 1) {
        for (const size of ['few', 'many'] as const)
          times[size].push(await timeFirstByte(server, cookies[size]))
      }
      const [ofFew, ofMany] = [median(times.few), median(times.many)]
      bench.remark(`${Math.round(ofMany)} ms for a million rows, ${Math.round(ofFew)} for a thousand`)
      return ofMany / ofFew
    } finally {
      await server.stop()
    }
  },
}

async function timeFirstByte(server: Running, cookie: string): Promise<number> {
  const start = performance.now()
  const answer = await ask(server, 'GET', '/paiements.csv', { cookie })
  await once(answer, 'data')
  const time = performance.now() - start
  answer.destroy()
  return time
}
