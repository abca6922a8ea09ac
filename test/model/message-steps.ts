/** What is sent, and what providers say became of it. */
import fc from 'fast-check'
import type { MessageStatus } from '../../src/domain/message-lifecycle.ts'
import { deliverMessage } from '../../src/messages/deliver.ts'
import { reconcileMessage } from '../../src/messages/reconcile.ts'
import { describeFault, type Fault, faultAt } from './fault.ts'
import { webhookAuthorization } from './instance.ts'
import type { Asked, Stage } from './stage.ts'
import type { Step } from './step.ts'

const on = fc.nat({ max: 1 })
const nothing = () => undefined

export const deliver: fc.Arbitrary<Step> = fc
  .record({ on, fault: faultAt('before send', 'after send') })
  .map(({ on, fault }) => deliverBy(on, fault))

/** Every job of a message that waits. */
export function deliverBy(on: number, fault?: Fault): Step {
  return {
    name: `${on}: deliver${describeFault(fault)}`,
    fault,
    run: async (stage, asked) => {
      const { deps } = stage.instances[on]!
      for (const { id } of await messagesOf(stage, asked, 'queued'))
        await deliverMessage(deps, id).catch(nothing)
      return undefined
    },
    foresee: nothing,
  }
}

export function reconcileBy(on: number): Step {
  return {
    name: `${on}: reconcile`,
    run: async (stage, asked) => {
      const { deps } = stage.instances[on]!
      for (const { id } of await messagesOf(stage, asked, 'uncertain')) await reconcileMessage(deps, id, 0)
      return undefined
    },
    foresee: nothing,
  }
}
export const reconcile: fc.Arbitrary<Step> = on.map(reconcileBy)

function messagesOf({ db }: Stage, { id }: Asked, status: MessageStatus) {
  return db
    .selectFrom('messages')
    .select('id')
    .where('request_id', '=', id)
    .where('status', '=', status)
    .execute()
}

export const sendAgain: fc.Arbitrary<Step> = fc
  .record({ on, to: fc.constantFrom('again', 'autre') })
  .map(({ on, to }) => ({
    name: `${on}: send to ${to}`,
    run: async ({ portals }, { id }) => {
      const email = `${to}-${id.slice(4, 12).toLowerCase()}@courriel.example`
      const fields = { channel: 'email', email, checked: 'on' }
      return (await portals[on]!.post(`/paiements/${id}/envois`, fields)).statusCode
    },
    foresee: (spec) => spec.send(),
  }))

const kinds = {
  delivered: { RecordType: 'Delivery' },
  'soft bounce': { RecordType: 'Bounce', Type: 'SoftBounce', ID: 1 },
  'hard bounce': { RecordType: 'Bounce', Type: 'HardBounce', ID: 2, Inactive: true },
  complaint: { RecordType: 'SpamComplaint', ID: 3 },
}

/** Of a message that its provider took; as often as the provider likes, and in any order. */
export const report: fc.Arbitrary<Step> = fc
  .record({
    which: fc.nat({ max: 3 }),
    kind: fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[])),
    copies: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ which, kind, copies }) => ({
    name: `${copies} × webhook, ${kind} of message ${which}`,
    run: async (stage, asked) => {
      const taken = await takenByProvider(stage, asked)
      const message = taken[which % taken.length]
      if (!message) return 200
      const answers = await Promise.all(
        Array.from({ length: copies }, (_, copy) =>
          postReport(stage, copy % 2, kinds[kind], message.message_id),
        ),
      )
      return Math.max(...answers)
    },
    foresee: () => 200,
  }))

function takenByProvider({ db }: Stage, { id }: Asked) {
  return db
    .selectFrom('local_messages')
    .innerJoin('messages', 'messages.id', 'local_messages.message_id')
    .select('message_id')
    .where('request_id', '=', id)
    .orderBy('local_messages.id')
    .execute()
}

async function postReport(stage: Stage, on: number, kind: object, messageId: string): Promise<number> {
  const about = { MessageID: `provider-${messageId}`, Metadata: { message_id: messageId } }
  const event = {
    ...about,
    ...kind,
    ...('ID' in kind ? { ID: eventNumber(messageId) + Number(kind.ID) } : {}),
  }
  const { statusCode } = await stage.instances[on]!.app.inject({
    method: 'POST',
    url: '/webhooks/postmark',
    headers: {
      host: 'localhost:3000',
      authorization: webhookAuthorization,
      'content-type': 'application/json',
    },
    payload: JSON.stringify(event),
  })
  return statusCode
}

/** The same for each copy, and another one for each message. */
function eventNumber(messageId: string): number {
  return Number.parseInt(Buffer.from(messageId.slice(4, 10)).toString('hex'), 16) * 10
}
