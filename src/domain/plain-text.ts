/** One line of plain text that is safe to show, store and send: no invisible or control characters, single spaces. */
export function cleanText(typed: string): string {
  // \p{Cf} is every invisible format character: bidi controls, zero-width characters, soft hyphens, tags. The joiner
  // of emoji goes too: a family emoji becomes its members, and no two different texts look the same.
  const visible = typed.replace(/\p{Cf}/gu, '').normalize('NFC')
  return visible.replace(/[\p{Cc}\s\uFFFD]+/gu, ' ').trim()
}

/** The same for several lines. Empty lines are dropped. */
export function cleanLines(typed: string): string[] {
  return typed
    .split(/[\r\n\u2028\u2029]+/)
    .map(cleanText)
    .filter(Boolean)
}
