/** pgbench's built-in "simple-update": by pgbench if it is installed, else the same statements by clients of ours. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import pg from 'pg'
import type { Bench } from './figure.ts'
import { addDatabase } from './requests.ts'

const run = promisify(execFile)
const scale = 10
const accounts = 100_000 * scale

interface SimpleUpdate {
  /** Transactions per second. */
  measure(clients: number, seconds: number): Promise<number>
  close(): Promise<void>
}

/** Prepares it in a database of its own on the bench's server. */
export async function prepareSimpleUpdate({ url, remark }: Bench): Promise<SimpleUpdate> {
  const own = new URL(await addDatabase(url, 'pgbench'))
  const close = () => query(url, 'drop database pgbench with (force)')
  const version = await run('pgbench', ['--version']).catch(() => undefined)
  remark(
    version ? `simple-update by ${version.stdout.trim()}` : 'no pgbench here: simple-update by pg clients',
  )
  if (version) {
    await run('pgbench', ['--initialize', '--quiet', `--scale=${scale}`, 'pgbench'], { env: envOf(own) })
    return { measure: (...load) => runPgbench(own, ...load), close }
  }
  await query(own.href, tables)
  await query(own.href, 'vacuum analyze')
  return { measure: (...load) => runClients(own, ...load), close }
}

async function runPgbench(url: URL, clients: number, seconds: number): Promise<number> {
  const load = [`--client=${clients}`, '--jobs=2', `--time=${seconds}`]
  const args = ['--builtin=simple-update', '--no-vacuum', ...load, 'pgbench']
  const { stdout } = await run('pgbench', args, { env: envOf(url) })
  return Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1])
}

function envOf({ hostname, port, username, password }: URL): NodeJS.ProcessEnv {
  const { PATH } = process.env
  return { PATH, PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password }
}

const tables = `
  create table pgbench_accounts (
    aid integer not null primary key, bid integer, abalance integer, filler character(84)
  ) with (fillfactor = 100);
  create table pgbench_history (
    tid integer, bid integer, aid integer, delta integer, mtime timestamp, filler character(22)
  );
  insert into pgbench_accounts select aid, (aid - 1) / 100000 + 1, 0, '' from generate_series(1, ${accounts}) aid;
`

async function runClients(url: URL, clients: number, seconds: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url.href, max: clients })
  const deadline = performance.now() + seconds * 1000
  const counts = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = await pool.connect()
      let count = 0
      for (; performance.now() < deadline; count += 1) await updateOnce(client)
      client.release()
      return count
    }),
  )
  await pool.end()
  return counts.reduce((sum, count) => sum + count, 0) / seconds
}

async function updateOnce(client: pg.PoolClient): Promise<void> {
  const below = (most: number) => 1 + Math.floor(Math.random() * most)
  const [aid, bid, tid, delta] = [below(accounts), below(scale), below(10 * scale), below(10_000) - 5000]
  await client.query('BEGIN')
  await client.query(`UPDATE pgbench_accounts SET abalance = abalance + ${delta} WHERE aid = ${aid}`)
  await client.query(`SELECT abalance FROM pgbench_accounts WHERE aid = ${aid}`)
  await client.query(
    `INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (${tid}, ${bid}, ${aid}, ${delta}, CURRENT_TIMESTAMP)`,
  )
  await client.query('END')
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
