/**
 * `npm test`: one PostgreSQL for all test files, each of which is a process, and a last line that counts the named
 * tests. What was skipped proves nothing: it fails the run, as does a run without a test.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { glob, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { startEmbeddedPostgres } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { databaseUrl, onServer, template } from './fixtures/database.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const running = new Set<ChildProcess>()
const secondsForFile = 600

let isInterrupted = false
for (const signal of signals) {
  process.on(signal, () => {
    isInterrupted = true
    // Each file has a group of its own, for what it has started hears the signal too.
    for (const { pid } of running) process.kill(-pid!, signal)
  })
}

const folder = await mkdtemp(join(tmpdir(), 'acquit-test-'))
const postgres = await startEmbeddedPostgres(folder, { durable: false })
try {
  Object.assign(process.env, {
    TEST_DATABASE_URL: postgres.url,
    TMPDIR: folder,
    // Every process loads the same packages: compiled once.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    TAP_TIMEOUT: String(secondsForFile),
  })
  await createTemplate()
  await runFiles(process.argv.slice(2))
} finally {
  await postgres.stop()
  for (const path of [folder, postgres.home]) await rm(path, { recursive: true, force: true, maxRetries: 5 })
}

async function createTemplate(): Promise<void> {
  await onServer(`create database ${template}`)
  await migrate(databaseUrl(template))
  await onServer(`alter database ${template} with is_template true allow_connections false`)
}

async function runFiles(named: string[]): Promise<void> {
  const total = { passed: 0, failed: 0, skipped: 0 }
  const waiting = (named.length ? named : await listFiles()).values()
  const work = async () => {
    for (const file of waiting) {
      if (isInterrupted) return
      const { passed, failed, skipped } = await runFile(file)
      total.passed += passed
      total.failed += failed
      total.skipped += skipped
    }
  }
  // One more than there are cores, for files also wait: for a job, a page, a process that dies.
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, work))
  const { passed, failed, skipped } = total
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`)
  process.exitCode = isInterrupted || failed || skipped || !passed ? 1 : 0
}

/** What takes long comes first: no core is to wait for it in the end. */
async function listFiles(): Promise<string[]> {
  const files = await Array.fromAsync(glob('test/**/*.test.ts'))
  const takesLong = (file: string) => Number(/^test\/(browser|faults|model|db)\//.test(file))
  return files.sort().sort((one, other) => takesLong(other) - takesLong(one))
}

async function runFile(file: string) {
  const start = performance.now()
  const child = spawn(process.execPath, [file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
    timeout: 1000 * (secondsForFile + 30),
    killSignal: 'SIGKILL',
  })
  running.add(child)
  const [output, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  running.delete(child)
  const counts = count(output, code === 0)
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6)
  const verdict = counts.failed ? 'FAIL' : counts.skipped ? 'SKIP' : '  ok'
  process.stdout.write(`${verdict} ${seconds} s  ${file}\n`)
  if (counts.failed) process.stdout.write(findFailures(output) || `ended with ${signal ?? code}\n`)
  return counts
}

/** A file's own result counts when it is skipped (no test in it) or fails by itself (a crash, a time-out). */
function count(output: string, hasPassed: boolean) {
  const results = Array.from(output.matchAll(/^(not )?ok \d.*?( # (?:SKIP|TODO)\b.*)?$/gm))
  const skipped = results.filter(([, , skip]) => skip).length
  const failed = results.filter(([, not, skip]) => not && !skip).length
  const passed = results.length - failed - skipped
  if (!hasPassed) return { passed, failed: Math.max(failed, 1), skipped }
  return { passed, failed, skipped: results.length ? skipped : 1 }
}

/** The points that failed, each with what TAP says about it; a test comes after what failed in it. */
function findFailures(output: string): string {
  const points = output.matchAll(/^( *)not ok .*\n(?:\1 {2}---\n[\s\S]*?\n\1 {2}\.\.\.\n)?/gm)
  return Array.from(points, ([point]) => point).join('')
}
