/** A way to the database that can be cut. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Proxy {
  /** Leads to the same database. */
  url: string
  /** Every connection breaks, and new ones are refused. */
  cut(): Promise<void>
  restore(): Promise<void>
}

interface Teardown {
  teardown(undo: () => Promise<unknown>): unknown
}

export async function startProxy(t: Teardown, target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    // What breaks is what this is for.
    socket.on('error', () => {}).once('close', () => sockets.delete(socket))
    return socket
  }
  const server = createServer((client) => {
    const database = keep(connect(Number(port), hostname))
    keep(client).pipe(database).pipe(client)
    client.once('close', () => database.destroy())
    database.once('close', () => client.destroy())
  })
  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const cut = async () => {
    if (!server.listening) return
    server.close()
    for (const socket of sockets) socket.destroy()
    await once(server, 'close')
  }
  const own = await listen(0)
  t.teardown(cut)
  const url = Object.assign(new URL(target), { hostname: '127.0.0.1', port: String(own) }).href
  return { url, cut, restore: async () => void (await listen(own)) }
}
