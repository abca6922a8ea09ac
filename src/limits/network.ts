import { isIPv6 } from 'node:net'

/**
 * Whose address it is, as far as can be told: one line has a whole /64 of IPv6 at the least, and may ask from another
 * of its addresses each time. Anything else is itself.
 */
export function networkOf(subject: string): string {
  if (!isIPv6(subject)) return subject
  const [, ipv4] = /^::ffff:([\d.]+)$/i.exec(subject) ?? []
  if (ipv4) return ipv4
  // Written in one way, and in hexadecimal alone; the zone says where it was seen, not whose it is.
  const { hostname } = new URL(`http://[${subject.replace(/%.*/, '')}]`)
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((groups) => groups.split(':').filter(Boolean))
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`
}
