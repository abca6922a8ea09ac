/** `src/server.ts` in a process of its own, as `npm start` runs it, and a browser for it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import type { Fields } from '../fixtures/client.ts'

const program = join(import.meta.dirname, '../../src/server.ts')

interface Teardown {
  teardown(undo: () => Promise<unknown>): unknown
}

export interface ServerProcess {
  child: ChildProcess
  origin: string
  /** All that it has said so far. */
  said(): string
  get(path: string): Promise<Response>
  post(path: string, fields: Fields): Promise<Response>
  /** The exit code, once it has stopped as a supervisor stops it. */
  stop(): Promise<number | null>
}

/** Resolves once it is ready; `args` are Node's own. */
export async function startServer(
  t: Teardown,
  databaseUrl: string,
  args: string[] = [],
): Promise<ServerProcess> {
  const server = await launchServer(t, databaseUrl, args)
  await waitUntilReady(server)
  return server
}

export async function launchServer(
  t: Teardown,
  databaseUrl: string,
  args: string[] = [],
): Promise<ServerProcess> {
  const server = launch(await findFreePort(), databaseUrl, args)
  t.teardown(async () => {
    if (!hasExited(server.child)) server.child.kill('SIGKILL')
  })
  return server
}

/** Until `/sante` says so. */
export async function waitUntilReady(server: ServerProcess): Promise<void> {
  while (!(await isReady(server))) {
    if (hasExited(server.child)) throw new Error(`the server did not start: ${server.said()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function launch(port: number, databaseUrl: string, args: string[]): ServerProcess {
  const origin = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [...args, program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'test',
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      APP_SECRET: 'only for tests: forty-two characters or so',
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      PUBLIC_URL: origin,
      WORKER: 'off',
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream!.on('data', (piece) => (said += piece))
  const exit = once(child, 'exit')
  let cookie = ''
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { ...init.headers, cookie, origin }
    const answer = await fetch(origin + path, { ...init, headers, redirect: 'manual' })
    for (const set of answer.headers.getSetCookie())
      if (set.startsWith('acquit_session=')) cookie = set.split(';')[0]!
    return answer
  }
  return {
    child,
    origin,
    said: () => said,
    get: ask,
    post: (path, fields) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields),
      }),
    stop: async () => {
      child.kill('SIGTERM')
      const [code] = await exit
      return code
    },
  }
}

const hasExited = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

async function isReady(server: ServerProcess): Promise<boolean> {
  try {
    return (await server.get('/sante')).status === 200
  } catch {
    return false
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
