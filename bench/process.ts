/** Starts a server in a process of its own, as in production, so that the load generator does not slow it. */
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'

export interface Running {
  port: number
  pid: number
  stop(): Promise<void>
}

/** `program` announces its port. It ends with us, however we end. */
export async function startServer(program: URL, env: Record<string, string>): Promise<Running> {
  const child = fork(program, {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
  })
  const [port] = await Promise.race([once(child, 'message'), once(child, 'exit')])
  if (!child.connected) throw new Error(`${program} did not start`)
  return {
    port: Number(port),
    pid: child.pid!,
    stop: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** Resident memory in MiB. */
export function readMemory({ pid }: Running): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}

/** Called in the child process: tells the parent where it listens. */
export async function announce(server: Server): Promise<void> {
  process.on('disconnect', () => process.exit())
  if (!server.listening) await once(server, 'listening')
  process.send?.((server.address() as AddressInfo).port)
}
