/**
 * Reads parts of a ZIP archive that a stranger made. Nothing is unfolded that was not counted: yauzl stops a part that
 * is larger than the archive says, and we stop when all parts that were asked for are larger than `mostUnfolded`.
 */
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'

/** In bytes, over all parts. A sheet of 5,000 rows takes two or three million. */
const mostUnfolded = 16 * 2 ** 20
const mostParts = 5000

/** The archive would take too much memory or time. */
export class UnfoldsTooMuch extends Error {}

export function isArchive(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04'
}

export interface Archive {
  /** The text of a part, piece by piece. Undefined when there is none of this name. */
  read(name: string): Promise<AsyncIterable<string> | undefined>
}

export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true })
  const parts = await listParts(zip)
  let left = mostUnfolded
  return {
    async read(name) {
      const part = parts.get(name.toLowerCase())
      if (!part) return undefined
      left -= part.uncompressedSize
      if (left < 0) throw new UnfoldsTooMuch()
      const stream = await zip.openReadStreamPromise(part)
      return stream.setEncoding('utf8')
    },
  }
}

async function listParts(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > mostParts) throw new UnfoldsTooMuch()
  const parts = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) parts.set(entry.fileName.toLowerCase(), entry)
  return parts
}
