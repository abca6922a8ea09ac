/** What the customer, the bank and the merchant do about money: through the pages. */
import fc from 'fast-check'
import { formatAmountForInput } from '../../src/domain/money.ts'
import { goodCard } from '../fixtures/client.ts'
import { type CardName, cards } from './facts.ts'
import { describeFault, faultAt } from './fault.ts'
import type { Spec } from './spec.ts'
import type { Step } from './step.ts'

const on = fc.nat({ max: 1 })
const cardNames = fc.constantFrom<CardName>('paid', 'challenge', 'challenge', 'declined', 'lost')

export const pay: fc.Arbitrary<Step> = fc
  .record({ on, card: cardNames, fault: faultAt('before pay', 'after pay', 'before cancel', 'after cancel') })
  .map(({ on, card, fault }) => ({
    name: `${on}: pay, ${card}${describeFault(fault)}`,
    fault,
    run: async ({ customers }, { link }) =>
      (await customers[on]!.post(`${link}/paiement`, { ...goodCard, card_number: cards[card] })).statusCode,
    foresee: (spec) => spec.pay(card, fault),
  }))

export const decide: fc.Arbitrary<Step> = fc
  .record({
    on,
    decision: fc.constantFrom('accept' as const, 'accept' as const, 'refuse' as const),
    fault: faultAt('before find', 'after find'),
  })
  .map(({ on, decision, fault }) => ({
    name: `${on}: ${decision} at the bank${describeFault(fault)}`,
    fault,
    isPossible: ({ hasBankPage }) => hasBankPage,
    run: async ({ db, customers }, { id }) => {
      const attempt = await db
        .selectFrom('attempts')
        .select('challenge_url')
        .where('request_id', '=', id)
        .where('challenge_url', 'is not', null)
        .orderBy('created_at', 'desc')
        .executeTakeFirstOrThrow()
      return (await customers[on]!.post(attempt.challenge_url!, { decision })).statusCode
    },
    foresee: (spec) => spec.decide(decision, fault),
  }))

export const cancel: fc.Arbitrary<Step> = fc
  .record({ on, fault: faultAt('before cancel', 'after cancel') })
  .map(({ on, fault }) => ({
    name: `${on}: cancel${describeFault(fault)}`,
    fault,
    run: async ({ portals }, { id }) =>
      (await portals[on]!.post(`/paiements/${id}/annulation`, {})).statusCode,
    foresee: (spec) => spec.cancel(fault),
  }))

const parts = {
  whole: ({ amountCents }: Spec) => amountCents,
  half: ({ amountCents }: Spec) => Math.floor(amountCents / 2),
  rest: ({ restCents }: Spec) => restCents,
}

/** With few keys, so that the same form is sent again every so often. */
export const refund: fc.Arbitrary<Step> = fc
  .record({
    on,
    part: fc.constantFrom<keyof typeof parts>('whole', 'half', 'half', 'rest'),
    key: fc.constantFrom('first-refund-form', 'second-refund-form', 'third-refund-form'),
    fault: faultAt('before refund', 'after refund'),
  })
  .map(({ on, part, key, fault }) => ({
    name: `${on}: refund the ${part}, ${key}${describeFault(fault)}`,
    fault,
    isPossible: (spec) => parts[part](spec) >= 10,
    run: async ({ portals }, { id }, spec) => {
      const fields = { amount: formatAmountForInput(parts[part](spec)), idempotency_key: key }
      return (await portals[on]!.post(`/paiements/${id}/remboursements`, fields)).statusCode
    },
    foresee: (spec) => spec.refund(parts[part](spec), key, fault),
  }))

/** Another merchant, signed in, who knows the request's id. */
export const intrude: fc.Arbitrary<Step> = on.map((on) => ({
  name: `${on}: another merchant tries`,
  run: async ({ strangers }, { id }) => {
    const stranger = strangers[on]!
    const paths = ['annulation', 'remboursements', 'envois'].map((change) => `/paiements/${id}/${change}`)
    const fields = { amount: '1', channel: 'email', email: 'stranger@courriel.example' }
    const answers = [await stranger.get(`/paiements/${id}`)]
    for (const path of paths) answers.push(await stranger.post(path, fields))
    answers.push(await stranger.get('/paiements'))
    if (answers.some(({ body }) => body.includes(id)))
      throw new Error('I6 another merchant reads the request')
    return answers.slice(0, -1).reduce((most, { statusCode }) => Math.min(most, statusCode), 404)
  },
  foresee: () => 404,
}))
