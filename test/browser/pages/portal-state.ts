/** A page of the portal in some state, how one comes to it, and the test that looks at it. */
import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import type { Site } from '../../fixtures/browser.ts'
import type { Client } from '../../fixtures/client.ts'
import { stay } from '../visit.ts'
import { checkPage, collectHtml } from './check.ts'

export interface Seen {
  page: Page
  /** Ids of requests, by the label that the list shows; tokens of links, by whose they are. */
  idOf(label: string): string
}

type Who = 'client' | 'nobody' | 'live' | 'alone'

export interface PortalState {
  name: string
  /** Nobody, the merchant who has a session in the other mode, or somebody who is in no team. */
  as?: Exclude<Who, 'client'>
  /** An answer that is no success and no refusal. */
  expected?: number[]
  show(seen: Seen): Promise<unknown>
}

interface Sessions {
  client: Client
  live?: Client
  alone?: Client
  labels?: Map<string, string>
}

export async function checkStates(t: Test, site: Site, states: PortalState[], sessions: Sessions) {
  const stays: { [who in Who]?: Awaited<ReturnType<typeof begin>> } = {}
  const idOf = (label: string) => sessions.labels!.get(label)!
  for (const { name, as = 'client', expected, show } of states) {
    await t.test(
      `A1 A4 ${name}: no violation in either scheme, at 320 and 1280 px; valid HTML`,
      async (t) => {
        stays[as] ??= await begin(site, as === 'nobody' ? undefined : sessions[as])
        const { page, end, checkHtml } = stays[as]
        await show({ page, idOf })
        await checkPage(t, page)
        await checkHtml(t)
        await end(t, expected)
      },
    )
  }
}

async function begin(site: Site, client: Client | undefined) {
  // Colours that are on their way are neither the old ones nor the new ones.
  const begun = await stay(site, { client, reducedMotion: 'reduce' })
  return { ...begun, checkHtml: collectHtml(begun.page) }
}
