import t from 'tap'
import { checkStates } from '../fixtures/browser/pages/portal-state.ts'
import { signUpStates } from '../fixtures/browser/pages/sign-up.ts'
import { startSite } from '../fixtures/browser/site.ts'
import type { Client } from '../fixtures/client.ts'

const site = await startSite(t, { jobs: false })

// Nobody is signed in on any of these pages.
await checkStates(t, site, signUpStates(site.world), { client: {} as Client })
