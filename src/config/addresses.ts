/** Environment variables that hold addresses: our own, and the proxy's. */
import { isIP } from 'node:net'
import { z } from 'zod'

/** An origin without a path: our pages are at the root, so links below a path would not work. */
export const publicAddress = (protocol: RegExp) => z.url({ protocol }).refine(isOrigin)

function isOrigin(url: string): boolean {
  const { origin, href } = URL.parse(url) ?? {}
  return href === `${origin}/`
}

/** Only this machine can reach it. `host`: a name or an address, as in a URL. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host)

/** A port is one of this machine, which nobody reaches from outside; another address is named before it. */
export const metricsAddress = z
  .string()
  .regex(/^(?:([\d.]+|\[[\da-f:]+\]):)?\d+$/)
  .transform((typed) => {
    const [host, port] = typed.includes(':') ? typed.split(/:(?=\d+$)/) : ['127.0.0.1', typed]
    return { host: host!.replace(/[[\]]/g, ''), port: Number(port) }
  })
  .refine(({ host, port }) => isIP(host) > 0 && port > 0 && port < 65536)

export const proxyAddresses = z
  .string()
  .transform((list) => list.split(',').map((address) => address.trim()))
  .pipe(z.array(z.string().refine(isProxy)))

/** An IP address, a range, or one of the names that proxy-addr knows: https://github.com/fastify/proxy-addr */
function isProxy(typed: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(typed)) return true
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(typed) ?? []
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!
  return most > 0 && (bits === undefined || (Number(bits) > 0 && Number(bits) <= most))
}
