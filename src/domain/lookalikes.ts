/**
 * Letters that are read as others: accents, other alphabets, digits. After Unicode UTS 39, for what a brand is made of.
 */

const lookalikes = new Map(
  Object.entries({
    a: 'а α ɑ ᴀ @ 4',
    b: 'в β ʙ ь 8',
    c: 'с ϲ ᴄ ¢',
    d: 'ԁ ᴅ đ',
    e: 'е ε ᴇ є 3 €',
    g: 'ɡ ɢ ց 9',
    h: 'һ ʜ н հ',
    i: 'і ι ı ɪ ӏ l ʟ ł 1 | !',
    j: 'ј ȷ ᴊ',
    k: 'к κ ᴋ',
    m: 'м ᴍ rn',
    n: 'п η ɴ ո',
    o: 'о ο ᴏ օ ø 0',
    p: 'р ρ ᴘ ք',
    q: 'ԛ զ',
    r: 'г ʀ',
    s: 'ѕ ꜱ $ 5',
    t: 'т τ ᴛ 7',
    u: 'υ ս ᴜ μ и',
    v: 'ѵ ν ᴠ',
    w: 'ԝ ω ᴡ vv',
    x: 'х χ',
    y: 'у γ ʏ',
    z: 'ᴢ',
    ss: 'ß',
    ae: 'æ',
    oe: 'œ',
  }).flatMap(([letter, others]) => others.split(' ').map((other) => [other, letter] as const)),
)
const lookalike = new RegExp(
  [...lookalikes.keys()].map((one) => one.replace(/[$|]/g, '\\$&')).join('|'),
  'gu',
)

/** `ÀCQU1T`, `асquit` -> `acquit`. */
function fold(text: string): string {
  // The small capital ǫ would lose its hook as an accent.
  const plain = text.replace(/[ǫǪ]/g, 'q').normalize('NFKD').replace(/\p{M}/gu, '')
  return plain.toLowerCase().replace(lookalike, (one) => lookalikes.get(one)!)
}

/** Whether `brand` stands in `text`, as some of its words or as one word cut in pieces: `A.C.Q.U.I.T`, `AcquitPay`. */
export function readsAs(text: string, brand: string): boolean {
  const name = wordsOf(brand).join('')
  const words = wordsOf(text)
  return name !== '' && words.some((_, start) => startsWith(words.slice(start), name))
}

/** Cut where letters end and where a capital begins, except where a sign or a digit stands for a letter. */
function wordsOf(text: string): string[] {
  const signs = text.replace(/[@$|!€¢]/gu, (sign) => lookalikes.get(sign)!)
  return signs
    .split(/[^\p{L}\p{N}\p{M}]+|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u)
    .map(fold)
    .filter(Boolean)
}

function startsWith(words: string[], name: string): boolean {
  let read = ''
  for (const word of words) {
    read += word
    if (read.length >= name.length) return read === name
  }
  return false
}
