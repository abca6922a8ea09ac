import t from 'tap'
import { deliverMessage } from '../../src/messages/deliver.ts'
import { texters } from '../../src/providers/texters.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createRequest, signIn } from '../fixtures/client.ts'
import { problemOf, readMessage } from '../fixtures/messages/delivering.ts'

t.test(
  'an SMS that was queued before TEXTER became none is refused with its reason, and kept nowhere',
  async (t) => {
    const world = await startWorld(t, { jobs: false })
    const { db, config } = world.deps
    const portal = await signIn(world, (await addMerchant(world)).email)
    const id = await createRequest(portal, { channel: 'sms', email: '', phone: '06 12 34 56 78' })
    const messages = db.selectFrom('messages').select('id').where('request_id', '=', id)
    const message = await messages.executeTakeFirstOrThrow()
    const texter = texters.none.create({ db, config })
    await deliverMessage({ ...world.deps, texter }, message.id)
    t.match(await readMessage(db, message.id), { status: 'failed', failure_reason: 'no_sms' })
    t.equal(await problemOf(db, id), 'failed')
    t.strictSame(
      await db.selectFrom('local_messages').select('id').where('channel', '=', 'sms').execute(),
      [],
    )
    const { body } = await portal.get(`/paiements/${id}`)
    t.match(body, 'Ce service n’envoie pas de SMS.')
  },
)
