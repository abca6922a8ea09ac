import type { Pool } from 'pg'
import { Gauge } from 'prom-client'

/** Every open pool of this process, with its name. */
const pools = new Map<Pool, string>()

new Gauge({
  name: 'acquit_database_pool',
  help: 'Connections of a pool, busy or idle, and queries that wait for one.',
  labelNames: ['pool', 'state'],
  collect() {
    this.reset()
    for (const [{ totalCount, idleCount, waitingCount }, pool] of listOpen()) {
      this.inc({ pool, state: 'busy' }, totalCount - idleCount)
      this.inc({ pool, state: 'idle' }, idleCount)
      this.inc({ pool, state: 'waiting' }, waitingCount)
    }
  },
})

export function watchPool(pool: Pool, name: string): void {
  listOpen()
  pools.set(pool, name)
}

function listOpen() {
  for (const pool of pools.keys()) if (pool.ended) pools.delete(pool)
  return pools
}
