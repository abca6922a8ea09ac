import t from 'tap'
import { takeJourneys } from '../fixtures/browser/journeys/journey.ts'
import { merchantJourneys } from '../fixtures/browser/journeys/merchant.ts'

await takeJourneys(t, merchantJourneys)
