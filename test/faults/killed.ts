/** Processes of ours that are killed on the way, and what the next ones do about it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { deliverMessage } from '../../src/messages/deliver.ts'
import { reconcileMessage, recoverMessages } from '../../src/messages/reconcile.ts'
import { closeOverdueAttempts } from '../../src/payments/confirm-attempt.ts'
import { checkOpenRefunds } from '../../src/payments/confirm-refund.ts'
import { expireRequests } from '../../src/requests/expire.ts'
import type { World } from '../fixtures/app.ts'
import type { Errand, Task } from './victim.ts'

const program = join(import.meta.dirname, 'victim.ts')

/** Resolves once the process is dead by its own `kill -9`; throws with what it said when it has died otherwise. */
async function kill({ deps }: World, author: Errand['author'], task: Task): Promise<void> {
  const { brandName, mailFrom, mailer, production, publicUrl } = deps.config
  const config = { brandName, mailFrom, mailer, production, publicUrl }
  const errand: Errand = { databaseUrl: deps.databaseUrl, config, author, task }
  const child = spawn(process.execPath, [program, JSON.stringify(errand)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
  })
  const [said, [, signal]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  if (signal !== 'SIGKILL') throw new Error(`${JSON.stringify(task)} was not killed: ${said}`)
}

/** As many at once as there is work for two cores. */
export async function killAll(world: World, author: Errand['author'], tasks: Task[]): Promise<void> {
  const waiting = tasks.values()
  const work = async () => {
    for (const task of waiting) await kill(world, author, task)
  }
  await Promise.all([work(), work(), work()])
}

/** Customers under way have had their time, and it is time to ask about them. */
export async function endTimeAtBank(db: World['deps']['db']): Promise<void> {
  await sql`update attempts set check_at = now(), charge = jsonb_set(charge, '{endsAt}', to_jsonb(now()))
    where status in ('started', 'challenged', 'unknown')`.execute(db)
}

/** A day goes by, and the sweep runs as in `src/jobs.ts`, with the jobs that it leaves. */
export async function recover({ deps }: World): Promise<void> {
  const { db, gateways } = deps
  const fail = (error: unknown) => {
    throw error
  }
  await endTimeAtBank(db)
  await sql`update refunds set check_at = now() where status = 'pending'`.execute(db)
  await sql`update messages set updated_at = now() - interval '1 day' where status = 'sending'`.execute(db)
  await closeOverdueAttempts(db, gateways, fail)
  await checkOpenRefunds(db, gateways, fail)
  await expireRequests(db)
  await recoverMessages(db)
  const messages = () => db.selectFrom('messages').select('id')
  for (const { id } of await messages().where('status', '=', 'uncertain').execute()) {
    // The killed process's job comes back too, and finds nothing to do.
    await deliverMessage(deps, id)
    await reconcileMessage(deps, id, 0)
  }
  for (const { id } of await messages().where('status', '=', 'queued').execute())
    await deliverMessage(deps, id)
}
