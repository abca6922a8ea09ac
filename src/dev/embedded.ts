/**
 * A real PostgreSQL beside the process, when DATABASE_URL is missing. It stops with the process, however that ends;
 * its data stay.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { type EmbeddedFiles, findHolder, prepareFiles, runOptions } from './embedded-files.ts'

const cannotConnectNow = '57P03'
/** An app opens at most 40 connections, and several test files run at once, some with two apps. */
const testSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=500']

export interface EmbeddedPostgres {
  url: string
  /** The folder of its files. To remove the database, delete this folder and `dataDir`. */
  home: string
  /** Closes all connections, and resolves when the server has stopped. */
  stop(): Promise<void>
}

/** `durable: false` is for tests: faster, with connections for many apps, but it loses data in a power failure. */
export async function startEmbeddedPostgres(
  dataDir: string,
  { durable = true } = {},
): Promise<EmbeddedPostgres> {
  const files = await prepareFiles(dataDir, durable)
  await waitUntilFree(files.data, dataDir)
  const port = await findFreePort()
  const server = launch(files, port, durable)
  const url = `postgres://acquit:${files.password}@127.0.0.1:${port}/acquit`
  try {
    await waitUntilReady(server, url)
  } catch {
    const reason = await readReason(files.home)
    await stop(server)
    await waitUntilFree(files.data, dataDir)
    throw new Error(`PostgreSQL did not start in ${files.home}: ${reason}`)
  }
  return { url, home: files.home, stop: () => stop(server) }
}

/** After we were killed, our server may need a moment to stop. If it does not stop, it is another process's. */
async function waitUntilFree(data: string, dataDir: string): Promise<void> {
  for (let waited = 0; ; waited += 50) {
    const holder = await findHolder(data)
    if (!holder) return
    if (waited > (holder.isStopping ? 60_000 : 2_000)) {
      throw new Error(
        `${dataDir} is in use by another Acquit (its PostgreSQL is process ${holder.pid}): stop it, or name another DATA_DIR.`,
      )
    }
    await setTimeout(50)
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

/**
 * The shell survives if we are killed; then its input ends, and it stops the server. It keeps its input as file 3,
 * because a background job of a shell gets an empty input.
 */
const serveUntilInputEnds = `
  exec 3<&0
  "$@" </dev/null 3<&- & server=$!
  { cat <&3; kill -INT $server; } >/dev/null 2>&1 &
  exec 3<&-
  wait $server`

function launch({ home, data, binaries }: EmbeddedFiles, port: number, durable: boolean): ChildProcess {
  const settings = [
    ...['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='],
    ...['timezone=UTC', 'log_timezone=UTC', 'log_checkpoints=off'],
    ...(durable ? [] : testSettings),
  ]
  const command = [join(binaries, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])]
  const log = openSync(join(home, 'log'), 'w')
  // Detached, so that Ctrl-C in the terminal reaches only us: we stop the server last.
  const server = spawn('/bin/sh', ['-c', serveUntilInputEnds, 'sh', ...command], {
    ...runOptions,
    detached: true,
    stdio: ['pipe', log, log],
  })
  closeSync(log)
  server.unref()
  server.stdin?.on('error', () => {})
  server.once('exit', () => server.stdin?.destroy())
  return server
}

async function waitUntilReady(server: ChildProcess, url: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; await setTimeout(20)) {
    try {
      return await createDatabase(url)
    } catch (error) {
      const isStarting = ['ECONNREFUSED', cannotConnectNow].includes((error as { code: string }).code)
      if (!isStarting || hasExited(server) || Date.now() > deadline) throw error
    }
  }
}

async function createDatabase(url: string): Promise<void> {
  const connectionString = url.replace(/acquit$/, 'postgres')
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rowCount } = await client.query("select from pg_database where datname = 'acquit'")
    if (rowCount === 0) await client.query('create database acquit')
  } finally {
    await client.end()
  }
}

/** The last line of the server's log. */
async function readReason(home: string): Promise<string | undefined> {
  const lines = (await readFile(join(home, 'log'), 'utf8')).trim().split('\n')
  return lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1)
}

async function stop(server: ChildProcess): Promise<void> {
  server.ref()
  server.stdin?.destroy()
  if (!hasExited(server)) await once(server, 'exit')
}

function hasExited(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null
}
