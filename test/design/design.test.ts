import t from 'tap'
import { labels } from '../../src/domain/request-lifecycle.ts'
import { fr } from '../../src/i18n/portal/fr/catalogue.ts'
import { startWorld } from '../fixtures/app.ts'
import { createClient } from '../fixtures/client.ts'
import { production } from '../fixtures/config.ts'
import { validateHtml } from '../fixtures/html-validate.ts'

t.test('/_design shows every part of the portal, and opens a dialog with and without htmx', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const client = createClient(world)
  const { statusCode, body } = await client.get('/_design')
  t.equal(statusCode, 200)
  for (const label of labels) t.match(body, `data-label="${label}">${fr.statuses[label]}<`)
  for (const part of ['problems', 'note', 'story', 'rows', 'empty', 'guide', 'bubble'])
    t.match(body, new RegExp(`class="[^"]*\\b${part}\\b`), part)
  await validateHtml(t, body)
  const page = await client.get('/_design/dialogue')
  await validateHtml(t, page.body)
  const headers = { 'hx-request': 'true', 'hx-request-type': 'partial' }
  t.match((await client.get('/_design/dialogue', { headers })).body, /^<dialog /)
})

t.test('in production nothing of it is there', async (t) => {
  const world = await startWorld(t, { jobs: false, env: production })
  const host = new URL(production.PUBLIC_URL).host
  for (const url of ['/_design', '/_design/dialogue', '/_design/'])
    t.equal((await world.app.inject({ url, headers: { host } })).statusCode, 404, url)
})
