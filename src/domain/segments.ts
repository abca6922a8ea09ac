// How an SMS is cut into segments and charged: 3GPP TS 23.038, 6.2.1 (alphabet), and TS 23.040, 9.2.3.24.1
// (segments).

export type SegmentCount = { encoding: 'GSM-7' | 'UCS-2'; units: number; segments: number }

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const extension = new Set('\f^{}\\[~]|€')

/** `units` are septets in GSM-7 (an extension character takes two), and UTF-16 units in UCS-2. */
export function countSegments(text: string): SegmentCount {
  const characters = [...text]
  return characters.every(isGsm)
    ? { encoding: 'GSM-7', ...fill(characters.map(countSeptets), { alone: 160, joined: 153 }) }
    : { encoding: 'UCS-2', ...fill(lengths(characters), { alone: 70, joined: 67 }) }
}

/**
 * Replaces characters by GSM-7 ones where the reader loses nothing: typography, and the accents that GSM-7 lacks (ê ô
 * ç œ). A character without an equivalent (an emoji, a Cyrillic letter) stays, and makes the whole SMS UCS-2.
 */
export function toGsm(text: string): string {
  const unquoted = text.normalize('NFC').replace(/«\s*|\s*»/g, '"')
  return Array.from(unquoted, toGsmCharacter).join('')
}

const equals = new Map(
  Object.entries({
    "'": '‘’‚‛′‹›`´',
    '"': '“”„‟″',
    '-': '‐‑‒–—―−•',
    ' ': '\t\u00A0\u2002\u2003\u2007\u2008\u2009\u200A\u202F',
    '': '\u00AD\u200B\u2060\uFEFF',
    '...': '…',
    oe: 'œ',
    OE: 'Œ',
    SS: 'ẞ',
    x: '×',
  }).flatMap(([gsm, characters]) => Array.from(characters, (character) => [character, gsm] as const)),
)

function toGsmCharacter(character: string): string {
  if (isGsm(character)) return character
  const withoutAccents = character.normalize('NFD').replace(/\p{M}/gu, '')
  return equals.get(character) ?? (isGsm(withoutAccents) ? withoutAccents : character)
}

function isGsm(character: string): boolean {
  return basic.has(character) || extension.has(character)
}

function countSeptets(character: string): number {
  return extension.has(character) ? 2 : 1
}

function lengths(characters: string[]): number[] {
  return characters.map((character) => character.length)
}

/**
 * A character of two units is never split: it starts the next segment, and one unit of the previous segment stays
 * unused.
 */
function fill(costs: number[], room: { alone: number; joined: number }): Omit<SegmentCount, 'encoding'> {
  const units = costs.reduce((total, cost) => total + cost, 0)
  if (units <= room.alone) return { units, segments: 1 }
  let segments = 1
  let used = 0
  for (const cost of costs) {
    const fits = used + cost <= room.joined
    segments += fits ? 0 : 1
    used = fits ? used + cost : cost
  }
  return { units, segments }
}
