/** Reads the bytes of a text file: which encoding they are in is told by their content. */
import { isUtf8 } from 'node:buffer'
import { invalid, type Parsed, valid } from '../../domain/parsed.ts'
import type { Encoding, Reading } from './encodings.ts'
import { chooseReading } from './plausible.ts'

/** Invalid: the content could have been written in several encodings. A person has to choose. */
export type Decoded = Parsed<{ encoding: Encoding; text: string }, 'encoding', { readings: Reading[] }>

export function decode(bytes: Buffer, chosen?: Encoding): Decoded {
  const encoding = chosen ?? findEncoding(bytes)
  if (typeof encoding === 'string') return valid({ encoding, text: read[encoding](bytes) })
  return invalid('encoding', { readings: encoding })
}

/** The encoding, or the readings to choose from, the most plausible first. */
function findEncoding(bytes: Buffer): Encoding | Reading[] {
  if (looksLikeUtf16(bytes)) return 'utf-16'
  if (isUtf8(bytes)) return 'utf-8'
  // No text in the other encodings has NULs: this is a picture, or a workbook of an older format.
  if (bytes.includes(0)) return 'windows'
  const special = pickSpecialLines(bytes)
  const readings = distinct(oneByte.map((encoding) => ({ encoding, text: read[encoding](special) })))
  const { certain, ranked } = chooseReading(readings)
  if (certain) return certain.encoding
  const utf8 = { encoding: 'utf-8' as const, text: read['utf-8'](special) }
  return isAlmostUtf8(utf8.text) ? [utf8, ...ranked] : ranked
}

const oneByte = ['windows', 'latin9', 'mac', 'dos'] as const

/** The encodings that read this file in the same way are one. */
function distinct(readings: Reading[]): Reading[] {
  return readings.filter((one, place) => readings.findIndex(({ text }) => text === one.text) === place)
}

/** A text in UTF-8 with one broken character. */
const isAlmostUtf8 = (text: string) => {
  const broken = text.split('\uFFFD').length - 1
  return broken * 4 < (text.match(/[\u0080-\uFFFC]/g) ?? []).length
}

/** The code page of DOS in western Europe, with the euro sign of its later version (858). From 0x80 on. */
const codePage850 = [
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐',
  '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0',
].join('')

const read: Record<Encoding, (bytes: Buffer) => string> = {
  'utf-8': (bytes) => new TextDecoder('utf-8').decode(bytes),
  'utf-16': (bytes) => new TextDecoder(isBigEndian(bytes) ? 'utf-16be' : 'utf-16le').decode(bytes),
  windows: (bytes) => new TextDecoder('windows-1252').decode(bytes),
  latin9: (bytes) => new TextDecoder('iso-8859-15').decode(bytes),
  mac: (bytes) => new TextDecoder('macintosh').decode(bytes),
  dos: (bytes) =>
    Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : codePage850[byte - 128])).join(''),
}

/** With a byte order mark, or with the NULs that every second byte of a western text in UTF-16 is. */
function looksLikeUtf16(bytes: Buffer): boolean {
  if (/^(fffe|feff)/.test(bytes.subarray(0, 2).toString('hex'))) return true
  const { even, odd } = countNuls(bytes)
  const pairs = Math.min(bytes.length, sample) / 2
  return Math.max(even, odd) > pairs * 0.7 && Math.min(even, odd) < pairs * 0.1
}

function isBigEndian(bytes: Buffer): boolean {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return true
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return false
  const { even, odd } = countNuls(bytes)
  return even > odd
}

const sample = 1000

function countNuls(bytes: Buffer): { even: number; odd: number } {
  const nuls = [...bytes.subarray(0, sample).entries()].filter(([, byte]) => byte === 0)
  const odd = nuls.filter(([place]) => place % 2 === 1).length
  return { even: nuls.length - odd, odd }
}

/** Enough to tell the encoding, and to show some lines. In bytes. */
const mostSpecial = 16 * 1024
const longestPart = 300

/** The lines with bytes beyond ASCII, each cut to the part where the first of these is. */
function pickSpecialLines(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  let size = 0
  let start = 0
  let special = -1
  for (let place = 0; place <= bytes.length && size < mostSpecial; place += 1) {
    const byte = bytes[place] ?? lineFeed
    if (byte > 127 && special < 0) special = place
    if (byte !== lineFeed && byte !== carriageReturn) continue
    if (special >= 0) {
      const from = Math.max(start, special - longestPart / 2)
      const part = bytes.subarray(from, Math.min(place, from + longestPart))
      parts.push(part, Buffer.of(lineFeed))
      size += part.length
    }
    start = place + 1
    special = -1
  }
  return Buffer.concat(parts)
}

const lineFeed = 10
const carriageReturn = 13
