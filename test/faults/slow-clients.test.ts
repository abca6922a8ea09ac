/** Clients that send or read so slowly that they only mean to hold connections. */
import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { startWorld } from '../fixtures/app.ts'
import { times } from '../fixtures/faults/race.ts'
import { type ServerProcess, startServer } from '../fixtures/faults/server-process.ts'

t.setTimeout(120_000)
const { deps } = await startWorld(t, { jobs: false })

/** Writes `first`, then `drop` every second until it is cut off. Returns the status that it was told. */
async function drip({ origin }: ServerProcess, first: string, drop: string) {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.on('data', (piece) => (answer += piece))
  socket.on('error', () => {})
  socket.write(first)
  const dripping = setInterval(() => socket.write(drop), 1_000)
  await once(socket, 'close')
  clearInterval(dripping)
  return answer.match(/^HTTP\/1\.1 (\d+)/)?.[1]
}

t.test('200 clients that send a letter a second are cut off, and others are answered (F21)', async (t) => {
  const server = await startServer(t, deps.databaseUrl)
  const { host } = new URL(server.origin)
  const start = `POST /connexion HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${server.origin}\r\n`
  const head = `${start}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n`
  const slow = Promise.all([
    ...times(100).map(() => drip(server, start, 'X-A: b\r\n')),
    ...times(100).map(() => drip(server, head, 'a')),
  ])
  t.equal((await server.get('/connexion')).status, 200)
  t.strictSame(new Set(await slow), new Set(['408']))
  t.equal((await server.get('/connexion')).status, 200)
  t.equal(await server.stop(), 0)
})
