import t from 'tap'
import { checkStates } from '../fixtures/browser/pages/portal-state.ts'
import { tourTeam } from '../fixtures/browser/pages/tours.ts'

await checkStates(t, await tourTeam(t))
