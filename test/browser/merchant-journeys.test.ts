import t from 'tap'
import { takeJourneys } from './journeys/journey.ts'
import { merchantJourneys } from './journeys/merchant.ts'

await takeJourneys(t, merchantJourneys)
