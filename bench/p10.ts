import { startAcquit } from './acquit.ts'
import { compare, type Figure } from './figure.ts'
import { measurePages } from './pay-page.ts'

/**
 * Pay pages per second of two processes on one database, compared with one. The database and the load take their part
 * of the cores, so that two cores are too few for two.
 */
export const p10: Figure = {
  title: 'two-processes',
  isStated: true,
  async measure(bench) {
    const servers = [await startAcquit(bench.url), await startAcquit(bench.url)] as const
    try {
      for (const server of servers) await measurePages(bench, server)
      return await compare(
        bench,
        async () => {
          const rates = await Promise.all(servers.map((server) => measurePages(bench, server)))
          return rates.reduce((sum, rate) => sum + rate, 0)
        },
        () => measurePages(bench, servers[0]),
      )
    } finally {
      for (const server of servers) await server.stop()
    }
  },
}
