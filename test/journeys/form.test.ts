import t from 'tap'
import { formJourneys } from '../fixtures/browser/journeys/form.ts'
import { takeJourneys } from '../fixtures/browser/journeys/journey.ts'

await takeJourneys(t, formJourneys, { jobs: false })
