import { domainToASCII } from 'node:url'

export type ParsedEmail = { ok: true; email: string } | { ok: false }

// RFC 5321, 4.1.2, dot-string. Quoted local parts are legal too, but practically nobody has one: they are refused.
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
const localPart = new RegExp(`^${atom}(?:\\.${atom})*$`)
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const domainName = new RegExp(`^(?:${label}\\.)+(?=[a-z])${label}$`)
// Checked before the conversion to ASCII (IDNA), which would also decode `%41`, and read `127.1` as an IP address.
const typedDomain = /^[\p{L}\p{M}\p{N}.-]+$/u

// Maximum lengths of RFC 5321, 4.5.3.1, and RFC 3696, erratum 1690.
const longestLocalPart = 64
const longestEmail = 254

/** Accepts exactly one bare address: no list, no display name, no control character, not even at the ends. */
export function parseEmail(typed: string): ParsedEmail {
  if (typed.length > 1000 || /\p{Cc}/u.test(typed)) return { ok: false }
  const [local = '', domain = '', ...rest] = typed.trim().split('@')
  if (rest.length > 0 || local.length > longestLocalPart || !localPart.test(local)) return { ok: false }
  const asciiDomain = typedDomain.test(domain) ? domainToASCII(domain) : ''
  const email = `${local}@${asciiDomain}`
  return domainName.test(asciiDomain) && email.length <= longestEmail ? { ok: true, email } : { ok: false }
}
