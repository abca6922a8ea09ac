/** One provider takes requests and never answers: the others' work goes on. */
import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, eventually, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, permalinkOf, signIn } from '../fixtures/client.ts'
import { startMuteProvider } from '../fixtures/faults/mute.ts'
import { times } from '../fixtures/faults/race.ts'
import { giveKeys } from '../fixtures/providers/stripe/shop.ts'

t.setTimeout(300_000)

const leaves = (db: Awaited<ReturnType<typeof startWorld>>['deps']['db'], recipient: string) =>
  eventually(() =>
    db.selectFrom('local_messages').select('id').where('recipient', '=', recipient).executeTakeFirst(),
  )

t.test(
  '40 customers wait for a mute gateway: another merchant’s e-mail leaves, and the gateway is left alone (F25, F7)',
  async (t) => {
    const mute = await startMuteProvider(t)
    const world = await startWorld(t, { env: { STRIPE_API_BASE: mute.base } })
    const { db } = world.deps
    const shop = await addMerchant(world)
    await giveKeys(world, shop, 'sk_test_0123456789012345678901', 'whsec_0123456789012345678901')
    const portal = await signIn(world, shop.email)
    const ask = async (n: number) =>
      permalinkOf(portal, await createRequest(portal, { email: `client${n}@courriel.example` }))
    const links: string[] = []
    for (const n of times(41)) links.push(await ask(n))
    const customer = createClient(world)
    const [late, ...early] = links
    await Promise.all(early.map((link) => customer.post(`${link}/paiement`, {})))

    const other = await signIn(world, (await addMerchant(world, 'Boutique B')).email)
    await createRequest(other, { email: 'presse@courriel.example' })
    await leaves(db, 'presse@courriel.example')

    t.equal((await customer.post(`${late}/paiement`, {})).statusCode, 402, 'told at once, and may try again')
    await eventually(async () => {
      const { rows } = await sql`select from graphile_worker.jobs
      where task_identifier = 'reconcile_attempt' and attempts = 0`.execute(db)
      return rows.length === 0
    })
    // The eight workers may have begun while the breaker was still counting.
    t.ok(mute.asked() < 55, `the forty jobs did not call the gateway: ${mute.asked()} calls`)
  },
)

t.test(
  'a mute e-mail provider delays no SMS, and what it was not given waits for it (F25, F7)',
  async (t) => {
    const mute = await startMuteProvider(t)
    const world = await startWorld(t, {
      env: {
        MAILER: 'postmark',
        POSTMARK_SERVER_TOKEN: '0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f',
        POSTMARK_WEBHOOK_USER: 'postmark',
        POSTMARK_WEBHOOK_PASSWORD: 'twenty-two characters or more',
        POSTMARK_API_BASE: mute.base,
      },
    })
    const { db } = world.deps
    const portal = await signIn(world, (await addMerchant(world)).email)
    for (const n of times(30)) await createRequest(portal, { email: `client${n}@courriel.example` })
    await eventually(async () => mute.waiting() > 0)
    await createRequest(portal, { channel: 'sms', phone: '06 12 34 56 78' })
    await leaves(db, '+33612345678')
    t.ok(mute.waiting() > 0, 'the e-mails still wait for an answer')

    const statuses = async () => {
      const messages = db.selectFrom('messages').select(['status']).where('channel', '=', 'email')
      return Object.groupBy(await messages.execute(), ({ status }) => status)
    }
    await eventually(async () => (await statuses()).uncertain, 30)
    await eventually(async () => !(await statuses()).sending, 30)
    const { uncertain = [], queued = [] } = await statuses()
    t.equal(uncertain.length, mute.asked())
    t.equal(queued.length, 30 - mute.asked())
    t.ok(mute.asked() <= 12, 'no second round of calls')
  },
)
