import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/dev/embedded.ts'

// A folder that only its owner may enter. As root, the user that the server runs as may not.
const dataDir = await mkdtemp(join(tmpdir(), 'acquit-embedded-'))
const homes = new Set([dataDir])
t.teardown(() => Promise.all([...homes].map((home) => rm(home, { recursive: true, force: true }))))

t.test('A second start finds what the first one kept, and stopping leaves no process', async (t) => {
  const first = await start(t)
  await query(first.url, 'create table kept as select 42 as answer')
  const pid = await serverPid(first.home)
  await first.stop()
  t.throws(() => process.kill(pid, 0), { code: 'ESRCH' })

  const second = await start(t)
  t.strictSame(await query(second.url, 'select answer from kept'), [{ answer: 42 }])
})

t.test(
  'The server listens on 127.0.0.1 only, in UTF-8, and lets nobody in without the password',
  async (t) => {
    const { url } = await start(t)
    t.strictSame(
      await query(
        url,
        "select current_setting('listen_addresses') as at, current_setting('server_encoding') as encoding, current_setting('unix_socket_directories') as sockets",
      ),
      [{ at: '127.0.0.1', encoding: 'UTF8', sockets: '' }],
    )
    const stranger = Object.assign(new URL(url), { password: 'guess' }).href
    await t.rejects(query(stranger, 'select'), { code: '28P01' })
    t.equal((await stat(join(dataDir, 'postgres-password'))).mode & 0o777, 0o600)
  },
)

t.test(
  'A second process on the same folder is told that it is in use, and the first one goes on',
  async (t) => {
    const { url } = await start(t)
    await t.rejects(startEmbeddedPostgres(dataDir), { message: /is in use by another Acquit .*DATA_DIR/ })
    t.strictSame(await query(url, 'select 1 as one'), [{ one: 1 }])
  },
)

t.test('The server of a killed process goes down by itself, and the next start finds the data', async (t) => {
  const owner = spawnOwner(t, dataDir)
  const { url, home } = JSON.parse(await firstLine(owner))
  await query(url, 'create table survivor as select true as is_here')
  const pid = await serverPid(home)
  owner.kill('SIGKILL')

  const next = await start(t)
  t.throws(() => process.kill(pid, 0), { code: 'ESRCH' })
  t.strictSame(await query(next.url, 'select is_here from survivor'), [{ is_here: true }])
})

t.test('A Ctrl-C in the terminal leaves the server up until the process stops it', async (t) => {
  const owner = spawnOwner(t, dataDir)
  await firstLine(owner)
  process.kill(-owner.pid!, 'SIGINT')
  const [code] = await once(owner, 'exit')
  t.equal(code, 0)
})

t.test('A first start killed at any moment does not keep the next one from working', async (t) => {
  const fresh = await mkdtemp(join(dataDir, 'fresh-'))
  for (const ms of [150, 300, 450, 600, 900]) {
    const owner = spawnOwner(t, fresh)
    await setTimeout(ms)
    owner.kill('SIGKILL')
  }
  const { url, home } = await start(t, fresh)
  t.strictSame(await query(url, 'select 1 as one'), [{ one: 1 }])
  t.strictSame(
    (await readdir(home)).filter((name) => name.includes('draft')),
    [],
  )
})

async function start(t: Test, folder = dataDir): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(folder)
  homes.add(postgres.home)
  t.teardown(postgres.stop)
  return postgres
}

/** A process that prints the URL of its server. On a signal, it runs one more query before it stops the server. */
const ownerProgram = `
  import pg from 'pg'
  import { startEmbeddedPostgres } from './src/dev/embedded.ts'
  const { url, home, stop } = await startEmbeddedPostgres(process.argv[1])
  setInterval(() => {}, 1000)
  process.once('SIGINT', async () => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('select 1')
    await client.end()
    await stop()
    process.exit()
  })
  console.log(JSON.stringify({ url, home }))`

type Owner = ChildProcessByStdio<null, Readable, null>

/** In a process group of its own, as a terminal starts it. */
function spawnOwner(t: Test, folder: string): Owner {
  const owner = spawn(process.execPath, ['--input-type=module', '-e', ownerProgram, folder], {
    cwd: join(import.meta.dirname, '../..'),
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => owner.kill('SIGKILL'))
  return owner
}

async function firstLine(owner: Owner): Promise<string> {
  const [line] = await once(owner.stdout, 'data')
  return String(line)
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function serverPid(home: string): Promise<number> {
  return Number.parseInt(await readFile(join(home, 'data/postmaster.pid'), 'utf8'), 10)
}
