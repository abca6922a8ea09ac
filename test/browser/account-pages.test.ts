import t from 'tap'
import { addMerchant } from '../fixtures/app.ts'
import { accountStates } from '../fixtures/browser/pages/account.ts'
import { lateStates } from '../fixtures/browser/pages/late.ts'
import { ownAccountStates } from '../fixtures/browser/pages/own-account.ts'
import { checkStates } from '../fixtures/browser/pages/portal-state.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { signIn } from '../fixtures/client.ts'

const site = await startSite(t, { jobs: false })
const client = await signIn(site.world, (await addMerchant(site.world)).email)
const live = await signIn(site.world, (await addMerchant(site.world, 'En mode réel')).email)
await live.post('/mode', { mode: 'live' })

const person = await addMerchant(site.world)
const own = await signIn(site.world, person.email)

await checkStates(t, site, accountStates, { client, live })
await checkStates(t, site, [...ownAccountStates(site.world, person), ...lateStates(site.world, person)], {
  client: own,
})
