/** SQL of what is measured in the database. Each query reads a bounded number of rows, by an index or to a limit. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'

interface Queued {
  task: string
  state: 'due' | 'later' | 'running' | 'failed'
  jobs: number
  /** How long the first of them has been due. */
  seconds: number
}

/** At most the 100,000 waiting jobs that are due first, and 10,000 others. */
export async function countJobs(db: Db): Promise<Queued[]> {
  const { rows } = await sql<Queued>`
    with waiting as (
      select task_id, run_at, case when run_at <= now() then 'due' else 'later' end as state
      from graphile_worker._private_jobs where is_available = true order by priority, run_at limit 100000
    ), other as (
      select task_id, run_at, case when locked_at is null then 'failed' else 'running' end as state
      from graphile_worker._private_jobs where is_available = false limit 10000
    )
    select identifier as task, state, count(*)::integer as jobs,
      greatest(extract(epoch from now() - min(run_at)), 0)::float8 as seconds
    from (table waiting union all table other) jobs join graphile_worker._private_tasks t on t.id = task_id
    group by 1, 2`.execute(db)
  return rows
}

interface Happened {
  about: 'message' | 'attempt'
  outcome: string
  /** Of a message. */
  channel: string | null
  /** Of an attempt that failed. */
  code: string | null
  times: number
}

/** What became of messages and attempts in the last 15 minutes. Only the newest 20,000 events are looked at. */
export async function countEvents(db: Db): Promise<Happened[]> {
  const { rows } = await sql<Happened>`
    with newest as (
      select kind, failure_code, message_id, created_at from request_events order by id desc limit 20000
    ), recent as (
      select case kind when 'paid' then 'attempt_succeeded' else kind end as kind, failure_code, message_id
      from newest where created_at > now() - interval '15 minutes'
    )
    select split_part(kind, '_', 1) as about, substring(kind from '_(.*)') as outcome, channel, e.failure_code as code,
      count(*)::integer as times
    from recent e left join messages m on m.id = message_id
    where kind ~ '^(message|attempt)_'
    group by 1, 2, 3, 4`.execute(db)
  return rows
}
