export type Draft = { to: string; subject: string; body: string }

const lineBreak = /\r\n|\r|\n/g

/** A `mailto:` URL (RFC 6068) with one recipient, a one-line subject, a body, and nothing else. */
export function buildMailto({ to, subject, body }: Draft): string {
  const recipient = encode(to).replaceAll('%40', '@')
  const oneLine = encode(subject.replace(lineBreak, ' '))
  return `mailto:${recipient}?subject=${oneLine}&body=${encode(body.replace(lineBreak, '\r\n'))}`
}

// encodeURIComponent throws on half of a surrogate pair (half an emoji).
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}
