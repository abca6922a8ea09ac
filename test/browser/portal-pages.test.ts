import t from 'tap'
import { eventually } from '../fixtures/app.ts'
import { messagesTo } from '../fixtures/browser/journeys/steps.ts'
import { readLabels, signInDemo, tellTheRest } from '../fixtures/browser/pages/demo-world.ts'
import { detailStates } from '../fixtures/browser/pages/detail.ts'
import { importStates } from '../fixtures/browser/pages/imports.ts'
import { portalStates } from '../fixtures/browser/pages/portal.ts'
import { checkStates } from '../fixtures/browser/pages/portal-state.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { createRequest } from '../fixtures/client.ts'

const site = await startSite(t, { demo: true })
const client = await signInDemo(site.world)
await createRequest(client)
await createRequest(client, { channel: 'sms', phone: '06 12 34 56 78' })
await eventually(async () => (await messagesTo(client, '+33612345678')).length > 0)
const unreached = await tellTheRest(site.world, client)
const labels = (await readLabels(client)).set('unreached', unreached)

await checkStates(t, site, [...portalStates, ...detailStates, ...importStates], { client, labels })
