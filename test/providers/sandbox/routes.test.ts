import fastifyFormbody from '@fastify/formbody'
import fastify from 'fastify'
import t, { type Test } from 'tap'
import { readConfig } from '../../../src/config/config.ts'
import { createPool } from '../../../src/db/connect.ts'
import { newId } from '../../../src/domain/ids.ts'
import { type Language, languages } from '../../../src/domain/words.ts'
import { createSandbox } from '../../../src/providers/sandbox/gateway.ts'
import { openLedger } from '../../../src/providers/sandbox/ledger.ts'
import { testBankRoutes } from '../../../src/providers/sandbox/routes.ts'
import { bankTexts } from '../../../src/providers/sandbox/texts.ts'
import { registerErrors } from '../../../src/web/errors.ts'
import { registerGuard } from '../../../src/web/guard.ts'
import { registerReplies } from '../../../src/web/replies.ts'
import { createEta } from '../../../src/web/views.ts'
import { known, newCharge } from '../../fixtures/charges.ts'
import { cloneDatabase } from '../../fixtures/database.ts'

const config = readConfig({ APP_SECRET: 'x'.repeat(32) })
const ledger = openLedger(createPool(await cloneDatabase(t)))
t.teardown(() => ledger.destroy())
const sandbox = createSandbox(ledger)
const link = '/p/0123456789abcdefghijAB'
const returnUrl = config.publicUrl + link

async function bank(t: Test, notify: (attemptId: string) => Promise<unknown> = async () => {}) {
  const app = fastify()
  t.teardown(() => app.close())
  app.register(fastifyFormbody)
  registerGuard(app, { publicUrl: config.publicUrl, hosts: config.hosts, formTargets: [] })
  registerReplies(app, { config, eta: createEta(config) })
  registerErrors(app)
  testBankRoutes(app, { ledger, notify })
  const headers = { host: new URL(config.publicUrl).host, origin: config.publicUrl }
  return {
    visit: (url: string, method: 'GET' | 'HEAD' = 'GET') => app.inject({ url, method, headers }),
    answer: (url: string, fields: Record<string, string>) =>
      app.inject({
        url,
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(fields).toString(),
      }),
  }
}

async function challenge(language: Language = 'fr', merchantName = 'Atelier <b>Lumière</b>') {
  const attemptId = newId('att')
  const outcome = await sandbox.pay(
    newCharge({ attemptId, amountCents: 123_450, merchantName, language, returnUrl }),
    { outcome: 'challenge', brand: 'Visa', last4: '3155' },
  )
  if (outcome.status !== 'challenged') throw new Error('the bank did not ask')
  return { attemptId, url: outcome.url }
}

t.test('the bank asks in the customer’s language, and says that it is a simulation (L3)', async (t) => {
  const { visit } = await bank(t)
  for (const language of languages) {
    const { url } = await challenge(language)
    const page = await visit(url)
    t.equal(page.statusCode, 200)
    const texts = bankTexts[language]
    for (const text of [texts.bank, texts.warning, texts.accept, texts.refuse]) t.ok(page.body.includes(text))
    t.match(page.body, `<html lang="${language}">`)
    t.match(page.body, 'Atelier &lt;b&gt;Lumière&lt;/b&gt;')
    t.match(page.body, /Visa •••• 3155/)
    t.match(page.body, /1.?234[.,]50/)
  }
})

t.test('no amount or name in the title, no inline style or script (S7, S8)', async (t) => {
  const { visit } = await bank(t)
  const { body } = await visit((await challenge()).url)
  t.equal(/<title>(.*)<\/title>/.exec(body)?.[1], 'Confirmer un paiement · Banque d’essai')
  t.notMatch(body, /<script|<style|\sstyle=|\son\w+=/)
})

t.test('looking changes nothing (S11)', async (t) => {
  const notified: string[] = []
  const { visit } = await bank(t, async (id) => notified.push(id))
  const { attemptId, url } = await challenge()
  for (const method of ['GET', 'HEAD', 'GET'] as const) await visit(`${url}?decision=accept`, method)
  t.match(await sandbox.find(known(newCharge({ attemptId: attemptId }))), { status: 'challenged' })
  t.strictSame(notified, [])
})

t.test('an answer is recorded, told, and leads back to the charge’s own URL only (L3, S15)', async (t) => {
  for (const [decision, end] of [
    ['accept', { status: 'succeeded', capturedCents: 123_450 }],
    ['refuse', { status: 'failed', code: '3ds_declined' }],
  ] as const) {
    const { attemptId, url } = await challenge()
    const told: unknown[] = []
    const { answer } = await bank(t, async (id) =>
      told.push([id, (await sandbox.find(known(newCharge({ attemptId: id }))))?.status]),
    )
    const reply = await answer(`${url}?return_url=//evil.example`, { decision, return_url: '//evil.example' })
    t.equal(reply.statusCode, 303)
    t.equal(reply.headers.location, link)
    t.match(await sandbox.find(known(newCharge({ attemptId: attemptId }))), end)
    t.strictSame(told, [[attemptId, end.status]])
  }
})

t.test('a notice that is not taken does not keep the customer', async (t) => {
  const { answer } = await bank(t, () => Promise.reject(new Error('out of order')))
  const { attemptId, url } = await challenge()
  t.match(await answer(url, { decision: 'accept' }), { statusCode: 303, headers: { location: link } })
  t.match(await sandbox.find(known(newCharge({ attemptId: attemptId }))), { status: 'succeeded' })
})

t.test('the first answer stays, and the page then says that it is over (S51)', async (t) => {
  const { visit, answer } = await bank(t)
  const { attemptId, url } = await challenge()
  await answer(url, { decision: 'refuse' })
  t.match(await answer(url, { decision: 'accept' }), { statusCode: 303, headers: { location: link } })
  t.match(await sandbox.find(known(newCharge({ attemptId: attemptId }))), { status: 'failed' })
  const { body } = await visit(url)
  t.match(body, bankTexts.fr.overTitle)
  t.match(body, `href="${link}"`)
  t.notMatch(body, '<form')
})

t.test('no decision is no consent: 422 and the page again', async (t) => {
  const { answer } = await bank(t)
  const { attemptId, url } = await challenge()
  for (const fields of [{}, { decision: '' }, { decision: 'yes' }] as Record<string, string>[]) {
    const reply = await answer(url, fields)
    t.equal(reply.statusCode, 422)
    t.match(reply.body, bankTexts.fr.accept)
  }
  t.match(await sandbox.find(known(newCharge({ attemptId: attemptId }))), { status: 'challenged' })
})

t.test('a charge that is not there, or a tombstone, has no page', async (t) => {
  const { visit, answer } = await bank(t)
  const attemptId = newId('att')
  await sandbox.cancel(known(newCharge({ attemptId: attemptId })))
  const { id } = await ledger
    .selectFrom('charges')
    .selectAll()
    .where('attempt_id', '=', attemptId)
    .executeTakeFirstOrThrow()
  for (const url of [`/banque-test/${newId('cha')}`, `/banque-test/${id}`]) {
    t.equal((await visit(url)).statusCode, 404)
    t.equal((await answer(url, { decision: 'accept' })).statusCode, 404)
  }
})
