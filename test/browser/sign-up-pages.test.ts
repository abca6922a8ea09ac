import t from 'tap'
import { startSite } from '../fixtures/browser.ts'
import type { Client } from '../fixtures/client.ts'
import { checkStates } from './pages/portal-state.ts'
import { signUpStates } from './pages/sign-up.ts'

const site = await startSite(t, { jobs: false })

// Nobody is signed in on any of them.
await checkStates(t, site, signUpStates(site.world), { client: {} as Client })
