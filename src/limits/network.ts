import { isIPv6 } from 'node:net'

export interface Network {
  name: string
  /** How many times the limit of a single address this network may use. */
  times: number
}

/**
 * The subjects that a limit counts, the narrowest first. An IPv6 line has at least a whole /64 and can use another of
 * its addresses for each request; many lines have a /56, and whoever rents a server gets a /48. So all three are
 * counted. Anything else counts as it is.
 */
export function networksOf(subject: string): Network[] {
  const groups = groupsOf(subject)
  if (typeof groups === 'string') return [{ name: groups, times: 1 }]
  const [first, second, third, fourth = '0'] = groups
  const site = `${first}:${second}:${third}`
  const line = (Number.parseInt(fourth, 16) & 0xff00).toString(16)
  return [
    { name: `${site}:${fourth}::/64`, times: 1 },
    { name: `${site}:${line}::/56`, times: 2 },
    { name: `${site}::/48`, times: 4 },
  ]
}

/** The widest network of this address: a /48, or an IPv4 address. */
export const widestNetworkOf = (address: string): string => networksOf(address).at(-1)!.name

/** The eight groups of an IPv6 address; the IPv4 address that it stands for; or the subject itself. */
function groupsOf(subject: string): string[] | string {
  if (!isIPv6(subject)) return subject
  const [, ipv4] = /^::ffff:([\d.]+)$/i.exec(subject) ?? []
  if (ipv4) return ipv4
  // The URL parser writes an IPv6 address in one way, in hexadecimal. The zone (after %) is removed: it names a
  // network interface, not an owner.
  const { hostname } = new URL(`http://[${subject.replace(/%.*/, '')}]`)
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((groups) => groups.split(':').filter(Boolean))
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return [...head, ...zeros, ...tail]
}
