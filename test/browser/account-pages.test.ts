import t from 'tap'
import { checkStates } from '../fixtures/browser/pages/portal-state.ts'
import { tourNewMerchant, tourOwnAccount } from '../fixtures/browser/pages/tours.ts'

await checkStates(t, await tourNewMerchant(t))
await checkStates(t, await tourOwnAccount(t))
