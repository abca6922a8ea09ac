/** What time does, and the work that goes on behind the pages. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { recoverMessages } from '../../src/messages/reconcile.ts'
import { closeOverdueAttempts, confirmAttempt } from '../../src/payments/confirm-attempt.ts'
import { checkOpenRefunds } from '../../src/payments/confirm-refund.ts'
import { expireRequests } from '../../src/requests/expire.ts'
import { describeFault, type Fault, faultAt } from './fault.ts'
import type { Stage } from './stage.ts'
import type { Step } from './step.ts'

const on = fc.nat({ max: 1 })
const ignore = () => {}

export const passDate: fc.Arbitrary<Step> = fc.constant({
  name: 'its last day passes',
  run: async ({ db }, { id }) => {
    await sql`update payment_requests set expires_on = (now() at time zone 'Europe/Paris')::date - 1
      where id = ${id}`.execute(db)
    return undefined
  },
  foresee: (spec) => {
    spec.passDate()
    return undefined
  },
})

export const expire: fc.Arbitrary<Step> = on.map((on) => ({
  name: `${on}: expire`,
  run: async ({ instances }) => {
    await expireRequests(instances[on]!.deps.db)
    return undefined
  },
  foresee: (spec) => {
    spec.expire()
    return undefined
  },
}))

/** The job that a lost answer leaves behind, or a webhook that says "ask about this one". */
export const confirm: fc.Arbitrary<Step> = fc
  .record({ on, fault: faultAt('before find', 'after find') })
  .map(({ on, fault }) => ({
    name: `${on}: confirm${describeFault(fault)}`,
    fault,
    run: async ({ db, instances }, { id }) => {
      const last = await db
        .selectFrom('attempts')
        .select('id')
        .where('request_id', '=', id)
        .orderBy('created_at', 'desc')
        .executeTakeFirst()
      const { deps } = instances[on]!
      if (last) await confirmAttempt(deps.db, deps.gateways, last.id).catch(ignore)
      return undefined
    },
    foresee: (spec) => {
      if (!fault) spec.learn()
      return undefined
    },
  }))

type Span = 'a minute' | 'a day'

export const sweep: fc.Arbitrary<Step> = fc
  .record({
    on,
    after: fc.constantFrom<Span>('a minute', 'a day'),
    fault: faultAt(
      ...(['before cancel', 'after cancel', 'before find', 'after find'] as const),
      ...(['before findRefund', 'after findRefund', 'before refund', 'after refund'] as const),
    ),
  })
  .map(({ on, after, fault }) => sweepBy(on, after, fault))

export function sweepBy(on: number, after: Span, fault?: Fault): Step {
  return {
    name: `${on}: ${after} later, sweep${describeFault(fault)}`,
    fault,
    run: async (stage, { id }) => {
      await makeDue(stage, id, after)
      const { db, gateways } = stage.instances[on]!.deps
      await closeOverdueAttempts(db, gateways, ignore)
      await checkOpenRefunds(db, gateways, ignore)
      await expireRequests(db)
      await recoverMessages(db)
      return undefined
    },
    foresee: (spec) => {
      spec.sweep(after, fault)
      return undefined
    },
  }
}

/** It is time to look after whatever waits; after a day, customers at the bank's page have had theirs. */
async function makeDue({ db }: Stage, id: string, after: Span): Promise<void> {
  await sql`
    with attempts_due as (update attempts set check_at = now() - interval '1 minute',
        charge = case when ${after === 'a day'} then jsonb_set(charge, '{endsAt}', to_jsonb(now())) else charge end
        where request_id = ${id} and status in ('started', 'challenged', 'unknown')),
      refunds_due as (update refunds set check_at = created_at - interval '1 hour' where request_id = ${id})
    update messages set updated_at = now() - interval '10 minutes', next_try_at = now() - interval '10 minutes'
    where request_id = ${id} and status in ('queued', 'sending')`.execute(db)
}

export const restart: fc.Arbitrary<Step> = on.map((on) => ({
  name: `${on}: restart`,
  run: async (stage) => {
    await stage.restart(on)
    return undefined
  },
  foresee: () => undefined,
}))
