/**
 * `npm test`: one PostgreSQL for all test files, then tap, then a last line that counts the named tests. What was
 * skipped proves nothing: it fails the run, as does a run without a test.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { databaseUrl, onServer, template } from './fixtures/database.ts'

const packages = join(import.meta.dirname, '../node_modules')
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

let isInterrupted = false
for (const signal of signals) {
  process.on(signal, () => {
    isInterrupted = true
  })
}

const folder = await mkdtemp(join(tmpdir(), 'acquit-test-'))
const postgres = await startEmbeddedPostgres(folder, { durable: false })
try {
  Object.assign(process.env, { TEST_DATABASE_URL: postgres.url, TMPDIR: folder })
  await createTemplate()
  if (await isTypeScriptPluginBuiltIn()) await tap('build')
  await runTests(process.argv.slice(2))
} finally {
  await postgres.stop()
  for (const path of [folder, postgres.home]) await rm(path, { recursive: true, force: true, maxRetries: 5 })
}

async function createTemplate(): Promise<void> {
  await onServer(`create database ${template}`)
  await migrate(databaseUrl(template))
  await onServer(`alter database ${template} with is_template true allow_connections false`)
}

/** True after an installation. Tap would build itself without it, as .taprc says, but not for that first run. */
async function isTypeScriptPluginBuiltIn(): Promise<boolean> {
  const built = await readFile(join(packages, '@tapjs/test/test-built/dist/esm/index.js'), 'utf8')
  return built.includes('@tapjs/typescript')
}

async function runTests(args: string[]): Promise<void> {
  const output = join(folder, 'output.tap')
  // Where nobody watches, only what fails: the others draw with escape codes, or say everything twice.
  const reporter = process.stdout.isTTY ? 'base' : 'min'
  const code = await tap(`--reporter=${reporter}`, `--output-file=${output}`, ...args)
  const { passed, failed, skipped } = count(await readFile(output, 'utf8').catch(() => ''))
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`)
  process.exitCode = code || (failed || skipped || !passed ? 1 : 0)
}

async function tap(...args: string[]): Promise<number> {
  if (isInterrupted) return 1
  // In a group of its own, so that a signal reaches the test files too: alone, tap would let them end.
  const child = spawn(process.execPath, [join(packages, '.bin/tap'), ...args], {
    stdio: 'inherit',
    detached: true,
  })
  const pass = (signal: NodeJS.Signals) => process.kill(-child.pid!, signal)
  for (const signal of signals) process.on(signal, pass)
  const [code] = await once(child, 'exit')
  for (const signal of signals) process.off(signal, pass)
  return isInterrupted ? 1 : (code ?? 1)
}

/** A file's own result counts too when it is skipped (no test in it) or fails by itself (a crash, a time-out). */
function count(output: string) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  let failedBefore = 0
  for (const { indent, not, skip } of readResults(output)) {
    const isExplained = !skip && (!not || counts.failed > failedBefore)
    if (indent || !isExplained) counts[skip ? 'skipped' : not ? 'failed' : 'passed'] += 1
    if (!indent) failedBefore = counts.failed
  }
  return counts
}

/** One indent: a test of a file. None: a file, after its tests. */
function readResults(output: string) {
  const results = output.matchAll(/^(?<indent> {4})?(?<not>not )?ok \d+.*?(?<skip> # (?:SKIP|TODO)\b.*)?$/gm)
  return Array.from(results, (result) => result.groups!)
}
