import { domainToASCII, domainToUnicode } from 'node:url'
import { invalid, type Parsed, valid } from './parsed.ts'
import { longestValue } from './plain-text.ts'

type ParsedEmail = Parsed<string, 'invalid'>

// RFC 5321, 4.1.2, dot-string. Quoted local parts are legal too, but practically nobody has one: they are refused.
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
const localPart = new RegExp(`^${atom}(?:\\.${atom})*$`)
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const domainName = new RegExp(`^(?:${label}\\.)+(?=[a-z][a-z0-9-])${label}$`)
// Checked before the conversion to ASCII (IDNA), which would also decode `%41`, and read `127.1` as an IP address.
const typedDomain = /^[\p{L}\p{M}\p{N}.-]+$/u

// Maximum lengths of RFC 5321, 4.5.3.1, and RFC 3696, erratum 1690.
const longestLocalPart = 64
const longestEmail = 254

/**
 * Accepts exactly one address, bare or with what people paste around it: `Léa <lea@exemple.fr>`, `mailto:`, `E-mail :`,
 * quotes, brackets, the separator of a list. A list, a control character and an address with headers (`?bcc=`) are
 * refused.
 */
export function parseEmail(typed: string): ParsedEmail {
  if (typed.length > longestValue || /\p{Cc}/u.test(typed)) return invalid('invalid')
  return parseBareEmail(unwrapAddress(typed))
}

/** Accepts exactly one bare address: what an e-mail is sent to. No display name, no space, not even at the ends. */
export function parseBareEmail(text: string): ParsedEmail {
  const [local = '', domain = '', ...rest] = text.split('@')
  if (rest.length > 0 || local.length > longestLocalPart || !localPart.test(local)) return invalid('invalid')
  const asciiDomain = typedDomain.test(domain) ? domainToASCII(domain) : ''
  const email = `${local}@${asciiDomain}`
  return domainName.test(asciiDomain) && email.length <= longestEmail ? valid(email) : invalid('invalid')
}

/** As people write it: `lea@élagage.example` for `lea@xn--lagage-9ua.example`. Reading it gives the address again. */
export function spellEmail(email: string): string {
  const at = email.lastIndexOf('@') + 1
  const spelled = email.slice(0, at) + domainToUnicode(email.slice(at))
  const parsed = parseBareEmail(spelled)
  return parsed.ok && parsed.value === email ? spelled : email
}

function unwrapAddress(typed: string): string {
  const text = unquote(typed)
  const [, name = '', inBrackets] = named.exec(text) ?? []
  if (inBrackets === undefined) return withoutLabel(text).replace(endOfSentence, '')
  const address = withoutLabel(unquote(inBrackets))
  // A name that is another address would leave two to choose from.
  return !name.includes('@') || unquote(name) === address ? address : text
}

/** `Léa <lea@…>`, `Léa [mailto:lea@…]`, `Léa (lea@…)` */
const named = /^([^<>[\]()]*)[<[(]([^<>[\]()]*)[>\])]$/
const endOfSentence = /\s*[!?:…]+$/

const withoutLabel = (text: string) =>
  text.replace(
    /^(?:mailto:(?:\/\/)?|(?:adresse\s)?(?:e-?mail|mail|m[ée]l|courriel)\s*:|[àa]\s*:|to\s*:)\s*/iu,
    '',
  )

/** A full stop before an address is not removed: part of the address may be missing there. */
function unquote(typed: string): string {
  const text = typed.replace(/^[\s,;]+|[\s,;.]+$/g, '')
  const [, quoted] = /^["'“”„«‘’]\s*(.*?)\s*["'“”»‘’]$/.exec(text) ?? []
  return quoted ?? text
}
