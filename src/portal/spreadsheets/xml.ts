/** Reads XML piece by piece, so that other requests are answered in between. */
import { setImmediate as breathe } from 'node:timers/promises'
import sax, { type Tag } from 'sax'

export interface XmlReader {
  /** Names are without their prefix. */
  open?(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

// The parser keeps every element that is open, and every attribute of the last one.
const deepest = 50
const mostAttributes = 200

/** Throws for what is not XML, and for elements that are nested too deep. sax expands no entity of a DTD. */
export async function readXml(pieces: AsyncIterable<string>, reader: XmlReader): Promise<void> {
  const parser = sax.parser(true, { position: false })
  let depth = 0
  let attributeCount = 0
  parser.onerror = (error) => {
    throw error
  }
  parser.onattribute = () => {
    attributeCount += 1
    if (attributeCount > mostAttributes) throw new Error('too many attributes')
  }
  parser.onopentag = (tag) => {
    depth += 1
    attributeCount = 0
    if (depth > deepest) throw new Error('nested too deep')
    reader.open?.(withoutPrefix(tag.name), attributesOf(tag as Tag))
  }
  parser.onclosetag = (name) => {
    depth -= 1
    reader.close?.(withoutPrefix(name))
  }
  parser.ontext = (text) => reader.text?.(text)
  parser.oncdata = (text) => reader.text?.(text)
  for await (const piece of pieces) {
    parser.write(piece)
    await breathe()
  }
  parser.close()
}

const withoutPrefix = (name: string) => name.slice(name.indexOf(':') + 1)

function attributesOf({ attributes }: Tag): Record<string, string> {
  const named = Object.entries(attributes).filter(([name]) => !name.startsWith('xmlns'))
  return Object.fromEntries(named.map(([name, value]) => [withoutPrefix(name), value]))
}
