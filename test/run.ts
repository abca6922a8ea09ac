/**
 * `npm test` runs the tests of what the product does; `npm run test:long` those of what may befall it (browsers, faults,
 * attacks, providers); with names, those files. The last line counts the named tests. A skipped test, or no test at all,
 * fails the run, because it proves nothing.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { glob, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { askForPostgres, startTestPostgres, type TestPostgres } from './fixtures/postgres.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const running = new Set<ChildProcess>()
const longFolders = 'browser db dev doctor faults limits metrics model providers restore security'.split(' ')
/** How many files of a folder share a process, else 16. Tests that kill or freeze processes have one of their own. */
const filesTogether: Record<string, number> = { faults: 1, model: 1, journeys: 1, browser: 4 }
const isLongRun = process.argv[2] === '--long'
const named = isLongRun ? [] : process.argv.slice(2)
/** Files named on the command line may run long, with MODEL_RUNS or RACE_ROUNDS. */
const secondsForGroup = named.length ? 3600 : 600

let isInterrupted = false
for (const signal of signals) {
  process.on(signal, () => {
    isInterrupted = true
    // Each child leads a process group, so that what its tests have started gets the signal too.
    for (const { pid } of running) process.kill(-pid!, signal)
  })
}

const folder = await mkdtemp(join(tmpdir(), 'acquit-test-'))
let postgres: Promise<TestPostgres> | undefined
try {
  Object.assign(process.env, {
    TEST_POSTGRES: 'ask',
    TMPDIR: folder,
    // All processes load the same packages, compiled once.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    TAP_TIMEOUT: String(secondsForGroup),
  })
  await runTests()
} finally {
  await (await postgres)?.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

async function runTests(): Promise<void> {
  const total = { passed: 0, failed: 0, skipped: 0 }
  const waiting = named.length ? deal(named, 1) : await listGroups()
  const work = async () => {
    for (let group = waiting.shift(); group && !isInterrupted; group = waiting.shift()) {
      const { passed, failed, skipped } = await runGroup(group)
      total.passed += passed
      total.failed += failed
      total.skipped += skipped
    }
  }
  // One more than there are cores, because tests also wait: for a job, a page, a process that ends.
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, work))
  const { passed, failed, skipped } = total
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`)
  process.exitCode = isInterrupted || failed || skipped || !passed ? 1 : 0
}

async function listGroups(): Promise<string[][]> {
  const files = (await Array.fromAsync(glob('test/**/*.test.ts'))).sort()
  const folderOf = (file: string) => file.split('/')[1]!
  const isWanted = (folder: string) =>
    !['scale', 'upgrade'].includes(folder) && longFolders.includes(folder) === isLongRun
  const wanted = files.filter((file) => isWanted(folderOf(file)))
  const bySize = Object.groupBy(wanted, (file) => filesTogether[folderOf(file)] ?? 16)
  return Object.entries(bySize).flatMap(([size, files]) => deal(files!, Number(size)))
}

/** Neighbouring files stay together. */
function deal(files: string[], size: number): string[][] {
  const starts = files.map((_, index) => index).filter((index) => index % size === 0)
  return starts.map((start) => files.slice(start, start + size))
}

async function runGroup(files: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'fixtures/together.ts'), ...files], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    detached: true,
    timeout: 1000 * (secondsForGroup + 30),
    killSignal: 'SIGKILL',
  })
  running.add(child)
  child.on('message', (question) => question === askForPostgres && givePostgres(child))
  const [output, [code, signal]] = await Promise.all([text(child.stdout!), once(child, 'exit')])
  running.delete(child)
  const results = readResults(output)
  for (const { indent, not, name, ms } of results) {
    const verdict = not ? 'FAIL' : '  ok'
    const seconds = (Number(ms ?? 0) / 1000).toFixed(1).padStart(6)
    if (!indent) process.stdout.write(`${verdict} ${seconds} s  ${name}\n`)
  }
  const counts = count(results)
  if (code === 0) return counts
  process.stdout.write(findFailures(output))
  if (counts.failed) return counts
  process.stdout.write(`FAIL ${files.join(' ')}: ended with ${signal ?? code}\n`)
  return { ...counts, failed: 1 }
}

/** Gives the shared server's URL to a process that asks for it. Without an answer its tests would wait for ever. */
async function givePostgres(child: ChildProcess): Promise<void> {
  postgres ??= startTestPostgres()
  try {
    child.send((await postgres).url)
  } catch (error) {
    process.stderr.write(`${error}\n`)
    child.kill()
  }
}

/** One indent is a test of a file; no indent is a file, reported after its tests. */
function readResults(output: string) {
  const results = output.matchAll(
    /^(?<indent> {4})?(?<not>not )?ok \d+ - (?<name>.*?)(?: # time=(?<ms>[\d.]+)ms)?(?<skip> # (?:SKIP|TODO)\b.*)?$/gm,
  )
  return Array.from(results, (result) => result.groups!)
}

/** A file's own result counts too, when it has no test or fails as a whole (a crash, a time-out). */
function count(results: ReturnType<typeof readResults>) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  let tests: (keyof typeof counts)[] = []
  for (const { indent, not, skip } of results) {
    const result = skip ? 'skipped' : not ? 'failed' : 'passed'
    if (indent) {
      counts[result] += 1
      tests.push(result)
    } else {
      if (!tests.length) counts.skipped += 1
      else if (not && !tests.includes('failed')) counts.failed += 1
      tests = []
    }
  }
  return counts
}

/** The failed points, each with what TAP says about it. A test comes after the points in it that failed. */
function findFailures(output: string): string {
  const points = output.matchAll(/^( *)not ok .*\n(?:\1 {2}---\n[\s\S]*?\n\1 {2}\.\.\.\n)?/gm)
  return Array.from(points, ([point]) => point).join('')
}
