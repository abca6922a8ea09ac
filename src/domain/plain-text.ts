// \p{Cf} is every invisible format character: bidi controls, zero-width characters, soft hyphens, tags. The rest of
// Default_Ignorable_Code_Point is drawn as nothing too: fillers and variation selectors. The joiner of emoji is removed:
// a family emoji becomes its members, and no two different texts look the same. A variation selector is kept only where
// it shows: after a pictogram (❤️) and in a keycap (1️⃣).
const invisible =
  /(?![\uFE0E\uFE0F])[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?<!\p{Extended_Pictographic})[\uFE0E\uFE0F](?!\u20E3)/gu
// \p{Zs}: no-break, thin, figure and ideographic spaces. U+2800 is the empty pattern of Braille, drawn as a space.
const foreignSpace = /[\p{Zs}\u2800]/gu

/** No address, number or day is as long. The patterns that read one would take seconds for some texts of many kilobytes. */
export const longestValue = 1000

/**
 * Cleans what was typed in a field or a cell: no invisible characters, ordinary spaces, line breaks kept. Half a
 * surrogate pair, which PostgreSQL refuses in JSON, becomes U+FFFD.
 */
export function cleanTyped(typed: string): string {
  return typed
    .toWellFormed()
    .replace(invisible, '')
    .replace(foreignSpace, ' ')
    .replace(/[\u2028\u2029]/g, '\n')
}

/** One line of plain text that is safe to show, store and send: no invisible or control characters, single spaces. */
export function cleanText(typed: string): string {
  const visible = cleanTyped(typed).normalize('NFC')
  return visible.replace(/[\p{Cc}\s\uFFFD]+/gu, ' ').trim()
}

/** The same for several lines. Empty lines are dropped. */
export function cleanLines(typed: string): string[] {
  return typed
    .split(/[\r\n\u2028\u2029]+/)
    .map(cleanText)
    .filter(Boolean)
}

/** The same for a text of several lines, which stay, as one empty line between two others does. */
export function cleanParagraphs(typed: string): string {
  const lines = typed.split(/\r\n|[\r\n\u2028\u2029]/).map(cleanText)
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
