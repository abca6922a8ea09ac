import t from 'tap'
import { checkStates } from '../fixtures/browser/pages/portal-state.ts'
import { tourDemo } from '../fixtures/browser/pages/tours.ts'

await checkStates(t, await tourDemo(t))
