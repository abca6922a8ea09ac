/** Pages that nobody touches, and what they did meanwhile. */
import type { Test } from 'tap'
import type { Site } from '../../fixtures/browser.ts'
import { visit } from '../visit.ts'

/** What each asks for in an hour, with a mouse above it. */
export async function leaveOpen(t: Test, site: Site, links: string[]): Promise<string[]> {
  const asked = new Set<string>()
  await visit(t, site, {}, async (page) => {
    page.on('request', (request) => {
      const isRead = request.method() === 'GET'
      asked.add(isRead ? 'GET' : `${request.method()} ${new URL(request.url()).pathname}`)
    })
    await page.clock.install()
    for (const link of links) {
      await page.goto(link)
      await page.mouse.move(100, 100)
      await page.mouse.wheel(0, 400)
      await page.clock.runFor('01:00:00')
    }
  })
  return [...asked]
}

/** All that a payment could change. */
export async function readBooks({ world }: Site) {
  const { db } = world.deps
  return {
    requests: await db.selectFrom('payment_requests').select(['id', 'status']).orderBy('id').execute(),
    attempts: await db.selectFrom('attempts').select(['id', 'status']).orderBy('id').execute(),
    events: await db.selectFrom('request_events').select('id').orderBy('id').execute(),
  }
}
