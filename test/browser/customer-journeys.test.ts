import t from 'tap'
import { customerJourneys } from './journeys/customer.ts'
import { takeJourneys } from './journeys/journey.ts'

await takeJourneys(t, customerJourneys, { jobs: false })
