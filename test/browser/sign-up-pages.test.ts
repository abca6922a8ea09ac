import t from 'tap'
import { checkStates } from '../fixtures/browser/pages/portal-state.ts'
import { tourSignUp } from '../fixtures/browser/pages/tours.ts'

await checkStates(t, await tourSignUp(t))
