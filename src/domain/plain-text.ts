/** One line of plain text, safe to show, store and send: nothing invisible, no control, single spaces. */
export function cleanText(typed: string): string {
  // Cf is every invisible format character: bidi controls, zero-width ones, soft hyphen, tags. The joiner of
  // emoji goes too: a family falls apart into its members, still readable, and no two texts look the same.
  const visible = typed.replace(/\p{Cf}/gu, '').normalize('NFC')
  return visible.replace(/[\p{Cc}\s\uFFFD]+/gu, ' ').trim()
}

/** The same, a line at a time; empty ones go. */
export function cleanLines(typed: string): string[] {
  return typed
    .split(/[\r\n\u2028\u2029]+/)
    .map(cleanText)
    .filter(Boolean)
}
