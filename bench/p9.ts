import { startAcquit } from './acquit.ts'
import type { Figure } from './figure.ts'
import { measurePages } from './pay-page.ts'
import { readMemory } from './process.ts'

const pages = { few: 1000, many: 10_000 }

/** The resident memory of a server that has shown ten thousand pay pages, compared with itself after a thousand. */
export const p9: Figure = {
  title: 'memory-growth',
  atMost: 1.2,
  async measure(bench) {
    const server = await startAcquit(bench.url)
    try {
      await measurePages(bench, server, { answers: pages.few })
      const few = readMemory(server)
      await measurePages(bench, server, { answers: pages.many - pages.few })
      const many = readMemory(server)
      bench.remark(`${Math.round(many)} MiB after ${pages.many} pages, ${Math.round(few)} after ${pages.few}`)
      return many / few
    } finally {
      await server.stop()
    }
  },
}
