/** What a script needs to visit the real app: a PostgreSQL, a folder for temporary files, and an end to all of it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestPostgres } from '../test/fixtures/postgres.ts'
import type { Teardown } from '../test/fixtures/teardown.ts'

/** The fixtures of the tests take `stage` where a test gives itself. */
export async function onStage(act: (stage: Teardown) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'acquit-stage-'))
  process.env.TMPDIR = folder
  const postgres = await startTestPostgres()
  process.env.TEST_POSTGRES = postgres.url
  const undoing: (() => Promise<unknown>)[] = []
  // The browser closes at these signals, and what waits for one of its pages would wait for ever.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => close().finally(() => process.exit(1)))
  try {
    await act({ teardown: (undo) => undoing.unshift(undo) })
  } finally {
    await close()
  }

  async function close(): Promise<void> {
    for (const undo of undoing.splice(0)) await undo()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
