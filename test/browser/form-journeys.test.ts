import t from 'tap'
import { formJourneys } from './journeys/form.ts'
import { takeJourneys } from './journeys/journey.ts'

await takeJourneys(t, formJourneys, { jobs: false })
