import t from 'tap'
import { customerJourneys } from '../fixtures/browser/journeys/customer.ts'
import { takeJourneys } from '../fixtures/browser/journeys/journey.ts'

await takeJourneys(t, customerJourneys, { jobs: false })
