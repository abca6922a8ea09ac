/** Somebody's visit: a browser context that notices what nobody would see. */
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { Site } from '../fixtures/browser.ts'
import type { Client } from '../fixtures/client.ts'

interface VisitOptions extends BrowserContextOptions {
  /** Whose session this is. */
  client?: Client | undefined
  /** Statuses of pages that are meant to fail, besides refused input and refused changes. */
  expected?: number[]
  /** An origin of the test's own that it makes the page reach. */
  elsewhere?: string
}

interface Judge {
  same(found: string[], wanted: string[], name: string): unknown
}

const refusals = [402, 409, 422]

/**
 * Fails the test on a console error, a script's error, a dialog, a violation of a page's policy, a request to
 * another host, or anything left in web storage.
 */
export async function visit(
  t: Judge,
  site: Site,
  { client, expected = [], elsewhere, ...options }: VisitOptions,
  act: (page: Page, context: BrowserContext) => Promise<unknown>,
): Promise<void> {
  const context = await site.browser.newContext({ baseURL: site.origin, locale: 'fr-FR', ...options })
  context.setDefaultTimeout(15_000)
  try {
    const problems = await watch(context, [site.origin, elsewhere], [...refusals, ...expected])
    if (client) await bringSession(context, client, site.origin)
    await act(await context.newPage(), context)
    for (const page of context.pages()) problems.push(...(await findStored(page)))
    t.same(problems, [], 'S8, S9, S34: nothing refused, nothing asked elsewhere, nothing stored')
  } finally {
    await context.close()
  }
}

/** What it answers grows as problems come. */
async function watch(context: BrowserContext, origins: (string | undefined)[], statuses: number[]) {
  const problems: string[] = []
  const meant = new RegExp(
    `^Failed to load resource: the server responded with a status of (${statuses.join('|')}) `,
  )
  context.on('console', (message) => {
    if (message.type() === 'error' && !meant.test(message.text())) problems.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => problems.push(`script: ${error.error()}`))
  context.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`)
    return dialog.dismiss()
  })
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    const staysHere = protocol === 'data:' || protocol === 'mailto:'
    if (!staysHere && !origins.includes(origin)) problems.push(`request: ${request.url()}`)
  })
  await context.exposeBinding('reportViolation', (_source, violation) =>
    problems.push(`policy: ${violation}`),
  )
  await context.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
    reportViolation(event.effectiveDirective + ' ' + event.blockedURI + ' on ' + event.documentURI))`)
  return problems
}

/** The session only: a notice that the client was left with is for the client. */
async function bringSession(context: BrowserContext, { cookies }: Client, url: string): Promise<void> {
  const name = 'acquit_session'
  await context.addCookies([{ name, value: cookies.get(name)!, url }])
}

async function findStored(page: Page): Promise<string[]> {
  const read = 'origin === "null" ? [] : [...Object.keys(localStorage), ...Object.keys(sessionStorage)]'
  const names = await page.evaluate<string[]>(read)
  return names.map((name) => `web storage: ${name}`)
}
