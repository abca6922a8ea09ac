/** The address of a page of the merchant's own site, which customers are led to. */
import { invalid, type Parsed, valid } from './parsed.ts'
import { cleanText } from './plain-text.ts'

const longestAddress = 300

/** Takes a whole `https://` address of a named host. The value is as browsers write it, in ASCII. */
export function parseWebAddress(typed: string): Parsed<string, 'invalid' | 'too_long'> {
  const text = cleanText(typed)
  const url = /^https:\/\/\S+$/i.test(text) ? URL.parse(text) : null
  if (!url || !isPlain(url)) return invalid('invalid')
  return url.href.length > longestAddress ? invalid('too_long') : valid(url.href)
}

/** Without a name and a password, which would make the host look like another, and without a number for a host. */
function isPlain({ username, password, port, hostname }: URL): boolean {
  return username === '' && password === '' && port === '' && /\.[a-z][a-z0-9-]*$/.test(hostname)
}
