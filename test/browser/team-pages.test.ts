import t from 'tap'
import { startSite } from '../fixtures/browser.ts'
import { signInDemo } from './pages/demo-world.ts'
import { checkStates } from './pages/portal-state.ts'
import { teamStates } from './pages/team.ts'

const site = await startSite(t, { demo: true })
const client = await signInDemo(site.world)

await checkStates(t, site, teamStates, { client })
