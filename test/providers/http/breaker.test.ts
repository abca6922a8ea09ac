import t, { type Test } from 'tap'
import { TryLater } from '../../../src/domain/message-failures.ts'
import { callOn, NotCalled } from '../../../src/providers/http/breaker.ts'
import { createProviderFetch } from '../../../src/providers/http/provider-fetch.ts'
import { times } from '../../fixtures/faults/race.ts'
import { startProvider } from '../../fixtures/providers/http.ts'

const silent = async () => {
  throw new Error('no answer')
}

async function silence(line: string, calls = 5) {
  for (const _ of times(calls)) await callOn(line, silent).catch(() => {})
}

/** Lets the breaker's pause pass. */
function passPause(t: Test) {
  const now = performance.now() + 31_000
  t.intercept(performance, 'now', { value: () => now })
}

t.test(
  'after five calls without an answer a line is left alone, for seconds that it says (F7)',
  async (t) => {
    await silence('mute')
    const error = await callOn('mute', async () => t.fail('it was called')).catch((thrown) => thrown)
    t.type(error, NotCalled)
    t.type(error, TryLater, 'nothing was sent')
    t.ok(error.afterSeconds > 0 && error.afterSeconds <= 30)
    t.equal(await callOn('another key', async () => 'answered'), 'answered')
  },
)

t.test('an answer in between, a refusal included, begins the count again (F7)', async (t) => {
  await silence('hesitating', 4)
  await callOn('hesitating', async () => 'answered')
  await silence('hesitating', 4)
  const refusing = async () => {
    throw new Error('refused')
  }
  await t.rejects(callOn('hesitating', refusing, { isSilence: () => false }), /refused/)
  await silence('hesitating', 4)
  t.equal(await callOn('hesitating', async () => 'answered'), 'answered')
})

t.test(
  'after the pause one call tries: its answer opens the line, its silence closes it again (F7)',
  async (t) => {
    await silence('asleep')
    passPause(t)
    const gate = Promise.withResolvers<string>()
    const trying = callOn('asleep', () => gate.promise)
    await t.rejects(
      callOn('asleep', async () => 'second'),
      /does not answer/,
      'the others wait for the one that tries',
    )
    gate.resolve('first')
    t.equal(await trying, 'first')
    t.equal(await callOn('asleep', async () => 'third'), 'third')
  },
)

t.test('any answer of a provider is an answer, also a failure; a lost one is not (F7)', async (t) => {
  const provider = await startProvider(t, () => ({ status: 503 }))
  const ask = createProviderFetch(provider.base)
  for (const _ of times(6)) t.equal((await ask(provider.base)).status, 503)
  for (const _ of times(5)) provider.next('lost')
  for (const _ of times(5)) await t.rejects(ask(provider.base))
  await t.rejects(ask(provider.base), /does not answer/)
  t.equal(provider.asked.length, 11)
})
