/** Two instances on one database, and what the steps need of them. */
import { sql } from 'kysely'
import type { Test } from 'tap'
import { addMerchant } from '../fixtures/app.ts'
import { type Client, createClient, signIn } from '../fixtures/client.ts'
import { cloneDatabase } from '../fixtures/database.ts'
import { Trap } from './fault.ts'
import { type Instance, startInstance } from './instance.ts'

/** The request that a run is about. */
export interface Asked {
  id: string
  link: string
  amountCents: number
}

export class Stage {
  readonly log: string[] = []
  readonly trap = new Trap()
  /** Of each instance: the merchant's browser, the customer's, and another merchant's. */
  portals: Client[] = []
  customers: Client[] = []
  strangers: Client[] = []
  instances: Instance[] = []
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  get db() {
    return this.instances[0]!.deps.db
  }

  async open(): Promise<void> {
    this.instances = [await this.#start(), await this.#start()]
    // A second copy at the provider is to be seen, not refused.
    await sql`alter table local_messages drop constraint local_messages_message_id_key`.execute(this.db)
    await sql`create index on local_messages (message_id)`.execute(this.db)
    const merchant = await addMerchant(this.instances[0]!)
    const other = await addMerchant(this.instances[0]!, 'Boutique Bleue')
    for (const instance of this.instances) {
      this.portals.push(await signIn(instance, merchant.email))
      this.strangers.push(await signIn(instance, other.email))
      this.customers.push(createClient(instance))
    }
  }

  /** A process that starts anew knows what the database knows; sessions go on. */
  async restart(on: number): Promise<void> {
    const old = this.instances[on]!
    this.instances[on] = await this.#start()
    for (const clients of [this.portals, this.customers, this.strangers]) {
      const fresh = createClient(this.instances[on]!)
      for (const [name, value] of clients[on]!.cookies) fresh.cookies.set(name, value)
      clients[on] = fresh
    }
    await old.close()
  }

  async close(): Promise<void> {
    for (const instance of this.instances) await instance.close()
  }

  #start(): Promise<Instance> {
    return startInstance(this.#url, this.trap.visit, this.log)
  }
}

export async function openStage(t: Test): Promise<Stage> {
  const stage = new Stage(await cloneDatabase(t))
  t.teardown(() => stage.close())
  await stage.open()
  return stage
}
