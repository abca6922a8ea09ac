import { isIPv6 } from 'node:net'

/**
 * The subject that a limit counts. An IPv6 line has at least a whole /64 and can use another of its addresses for
 * each request, so the /64 counts. Anything else counts as it is.
 */
export function networkOf(subject: string): string {
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
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`
}
