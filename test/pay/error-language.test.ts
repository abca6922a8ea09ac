/** Where no page of a link can be shown, the error speaks the link's language; without a link, the browser's. */
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import t from 'tap'
import { acceptedLanguage } from '../../src/web/language.ts'
import { paths } from '../../src/web/paths.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const portal = await signIn(world, (await addMerchant(world)).email)
const customer = createClient(world)
const asking = (language: string) => ({ headers: { 'accept-language': language } })

t.test('an unknown link is told in the language that the browser asks for', async (t) => {
  const unknown = paths.pay({ token: '0'.repeat(22) })
  const titles = {
    fr: 'Cette page n’existe pas',
    en: 'This page does not exist',
    de: 'Diese Seite gibt es nicht',
    es: 'Esta página no existe',
    it: 'Questa pagina non esiste',
    nl: 'Deze pagina bestaat niet',
  }
  for (const [language, title] of Object.entries(titles)) {
    const { statusCode, body } = await customer.get(unknown, asking(`pt, ${language}-XX;q=0.8, fr;q=0.1`))
    t.equal(statusCode, 404)
    t.match(body, `<html lang="${language}">`)
    t.match(body, `<h1>${title}</h1>`)
  }
  for (const language of ['', '*', 'pt', 'de;q=0', 'français', ';q=,,'])
    t.match((await customer.get(unknown, asking(language))).body, '<html lang="fr">', language)
})

t.test('a language between many spaces holds up nobody', async (t) => {
  const headers = {
    'accept-language': Array(40)
      .fill(`a${' '.repeat(60_000)}b`)
      .join(),
  }
  // A pattern that tries each space takes minutes for them.
  t.setTimeout(20_000)
  t.equal(acceptedLanguage({ headers } as FastifyRequest), 'fr')
})

t.test('an incident while paying is told in the language of the link', async (t) => {
  const link = await permalinkOf(portal, await createRequest(portal, { language: 'de' }))
  await sql`alter table rate_counts rename to rate_counts_away`.execute(world.deps.db)
  t.teardown(() => sql`alter table rate_counts_away rename to rate_counts`.execute(world.deps.db))
  const { statusCode, body } = await customer.post(`${link}/paiement`, goodCard, asking('it'))
  t.equal(statusCode, 500)
  t.match(body, 'Ein Fehler ist aufgetreten')
})
