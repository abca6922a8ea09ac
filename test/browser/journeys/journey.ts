/** A journey is told once and taken three ways: with scripts, without them, by keyboard alone. */
import type { Test } from 'tap'
import { addMerchant } from '../../fixtures/app.ts'
import { type Site, startSite } from '../../fixtures/browser.ts'
import { type Client, signIn } from '../../fixtures/client.ts'
import { type Person, withKeyboard, withPointer } from '../person.ts'
import { stay } from '../visit.ts'

export interface Trip {
  t: Test
  site: Site
  /** The merchant, to look at what became of it all. */
  client: Client
  merchant: { email: string }
  person: Person
  hasScripts: boolean
  /** An address of this trip's own. */
  address: string
  phone: string
}

export interface Journey {
  /** Goes on after "with JavaScript, ". */
  name: string
  startsSignedOut?: boolean
  take(trip: Trip): Promise<void>
}

const ways = [
  { name: 'A3 with JavaScript', hasScripts: true, by: withPointer },
  { name: 'A3 without JavaScript', hasScripts: false, by: withPointer },
  { name: 'A2 by keyboard alone, its focus always visible', hasScripts: true, by: withKeyboard },
]

/** Without `jobs`, what a lost answer leaves open stays so until the customer's page asks again. */
export async function takeJourneys(t: Test, journeys: Journey[], { jobs = true } = {}): Promise<void> {
  const site = await startSite(t, { jobs })
  const merchant = await addMerchant(site.world)
  const client = await signIn(site.world, merchant.email)
  const waysThere = await Promise.all(
    ways.map(async (way) => ({
      ...way,
      ...(await stay(site, { client, javaScriptEnabled: way.hasScripts })),
    })),
  )
  let trips = 0
  for (const { name, take, startsSignedOut } of journeys) {
    for (const { name: way, hasScripts, by, page, context, end } of waysThere) {
      trips += 1
      const address = `client-${trips}@courriel.example`
      const phone = `06 12 34 56 ${10 + trips}`
      await t.test(`${way}, ${name}`, async (t) => {
        if (startsSignedOut) await context.clearCookies()
        const person = by(page)
        await take({ t, site, client, merchant, person, hasScripts, address, phone })
        t.same(person.unseen, [], 'A2: something shows each stop of the focus')
        await end(t)
      })
    }
  }
}
