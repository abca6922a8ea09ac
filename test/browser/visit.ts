/** Somebody's visit: a browser context that notices what nobody would see. */
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { Site } from '../fixtures/browser.ts'
import type { Client } from '../fixtures/client.ts'

interface StayOptions extends BrowserContextOptions {
  /** Whose session this is. */
  client?: Client | undefined
  /** An origin of the test's own that it makes the page reach. */
  elsewhere?: string
}

interface VisitOptions extends StayOptions {
  /** Statuses of pages that are meant to fail, besides refused input and refused changes. */
  expected?: number[]
}

interface Judge {
  same(found: string[], wanted: string[], name: string): unknown
}

interface Stay {
  page: Page
  context: BrowserContext
  /**
   * Fails the test on what has come up since the last one, as `visit` does. The next test finds one page, still where
   * it was, and the session that the stay began with.
   */
  end(t: Judge, expected?: number[]): Promise<void>
}

const refusals = [402, 409, 422]

/**
 * Fails the test on a console error, a script's error, a dialog, a violation of a page's policy, a request to
 * another host, or anything left in web storage.
 */
export async function visit(
  t: Judge,
  site: Site,
  { expected = [], ...options }: VisitOptions,
  act: (page: Page, context: BrowserContext) => Promise<unknown>,
): Promise<void> {
  const { page, context, end } = await stay(site, options)
  try {
    await act(page, context)
    await end(t, expected)
  } finally {
    await context.close()
  }
}

/** One visit for many tests, until the browser closes: it starts a process for each. A test goes to a page first. */
export async function stay(site: Site, { client, elsewhere, ...options }: StayOptions): Promise<Stay> {
  const context = await site.browser.newContext({ baseURL: site.origin, locale: 'fr-FR', ...options })
  context.setDefaultTimeout(15_000)
  const problems = await watch(context, [site.origin, elsewhere])
  if (client) await bringSession(context, client, site.origin)
  const page = await context.newPage()
  const end = async (t: Judge, expected: number[] = []) => {
    for (const one of context.pages()) problems.push(...(await findStored(one)))
    const meant = refused([...refusals, ...expected])
    const found = problems.splice(0).filter((problem) => !meant.test(problem))
    t.same(found, [], 'S8, S9, S34: nothing refused, nothing asked elsewhere, nothing stored')
    for (const one of context.pages()) if (one !== page) await one.close()
    await context.clearPermissions()
    await context.clearCookies()
    if (client) await bringSession(context, client, site.origin)
  }
  return { page, context, end }
}

/** What it answers grows as problems come. */
async function watch(context: BrowserContext, origins: (string | undefined)[]) {
  const problems: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
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

/** What the console says of an answer with one of these statuses. */
const refused = (statuses: number[]) =>
  new RegExp(
    `^console: Failed to load resource: the server responded with a status of (${statuses.join('|')}) `,
  )

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
