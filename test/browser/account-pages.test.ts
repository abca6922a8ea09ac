import t from 'tap'
import { addMerchant } from '../fixtures/app.ts'
import { startSite } from '../fixtures/browser.ts'
import { signIn } from '../fixtures/client.ts'
import { accountStates } from './pages/account.ts'
import { ownAccountStates } from './pages/own-account.ts'
import { checkStates } from './pages/portal-state.ts'

const site = await startSite(t, { jobs: false })
const client = await signIn(site.world, (await addMerchant(site.world)).email)
const live = await signIn(site.world, (await addMerchant(site.world, 'En mode réel')).email)
await live.post('/mode', { mode: 'live' })

const person = await addMerchant(site.world)
const own = await signIn(site.world, person.email)

await checkStates(t, site, accountStates, { client, live })
await checkStates(t, site, ownAccountStates(site.world, person), { client: own })
