import { brotliDecompressSync } from 'node:zlib'
import { readWhole, startAcquit } from './acquit.ts'
import type { Bench, Figure } from './figure.ts'

/** The pay page and all that it asks for, in KiB as they come, headers included. */
export const p8Size: Figure = {
  title: 'pay-page-KiB',
  atMost: 14,
  measure: async (bench) => (await readPayPage(bench)).reduce((sum, size) => sum + size, 0) / 1024,
}

export const p8Requests: Figure = {
  title: 'pay-page-requests',
  atMost: 4,
  measure: async (bench) => (await readPayPage(bench)).length,
}

/** The sizes in bytes of the page, and of each file that it names. */
async function readPayPage({ url, tokens }: Bench): Promise<number[]> {
  const server = await startAcquit(url)
  try {
    const page = await readWhole(server, `/p/${tokens[0]}`)
    const html = page.isCompressed ? brotliDecompressSync(page.body) : page.body
    const files = new Set(html.toString().match(/(?<=(?:href|src)=")\/public\/[^"]*/g))
    const sizes = [page.size]
    for (const file of files) sizes.push((await readWhole(server, file)).size)
    return sizes
  } finally {
    await server.stop()
  }
}
