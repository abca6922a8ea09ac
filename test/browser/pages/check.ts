/** Whether a page, as it stands now, suits everybody: axe-core, no sideways scrolling, valid HTML. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import { validateHtml } from '../../fixtures/html-validate.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const everything = { runOnly: { type: 'tag', values: tags } } as const
// Nothing else depends on the scheme.
const colours = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } } as const

// The last is how the next state is come to.
const looks = [
  { width: 320, colorScheme: 'light', rules: everything },
  { width: 320, colorScheme: 'dark', rules: colours },
  { width: 1280, colorScheme: 'dark', rules: colours },
  { width: 1280, colorScheme: 'light', rules: everything },
] as const

/** A letter has no landmarks: it is read inside somebody else's page. */
const withoutLandmarks = { 'landmark-one-main': { enabled: false }, region: { enabled: false } }

export async function checkPage(t: Test, page: Page, { isLetter = false } = {}): Promise<void> {
  const found: string[] = []
  for (const { width, colorScheme, rules } of looks) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    const problems = await findProblems(page, isLetter ? { ...rules, rules: withoutLandmarks } : rules)
    found.push(...problems.map((problem) => `${colorScheme}, ${width} px: ${problem}`))
  }
  t.strictSame(found, [], 'A1 no violation, nothing wider than the screen')
}

/** As the page stands, in one look. */
export async function findProblems(page: Page, rules: object = everything): Promise<string[]> {
  return [...(await findViolations(page, rules)), ...(await findOverflow(page))]
}

async function findViolations(page: Page, rules: object): Promise<string[]> {
  const isThere = await page.evaluate<boolean>('typeof axe === "object"')
  if (!isThere) await page.evaluate(axe.source)
  // The frame of an e-mail runs no script: its page is checked by itself.
  const options = { ...rules, resultTypes: ['violations'], iframes: false }
  return page.evaluate<string[]>(`axe.run(${JSON.stringify(options)}).then(({ violations }) =>
    violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html }) => id + ', ' + help + ': ' + target + ' ' + html.slice(0, 160))))`)
}

/** What scrolls sideways, and what sticks out where nothing scrolls. */
async function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`{
    const { scrollingElement } = document
    const wide = [scrollingElement, ...document.querySelectorAll('dialog[open]')]
      .filter((one) => one.scrollWidth > one.clientWidth)
    const isForEarsOnly = (one) => one && (getComputedStyle(one).clipPath !== 'none' || isForEarsOnly(one.parentElement))
    const isOut = (one) => {
      const { left, right } = one.getBoundingClientRect()
      const sticksOut = right > innerWidth + 1 || left < -1
      return sticksOut && one.checkVisibility() && !isForEarsOnly(one)
    }
    const out = [...document.body.querySelectorAll('*')].filter(isOut)
    ;[...wide, ...out].map((one) => 'too wide: ' + one.outerHTML.slice(0, 120))
  }`)
}

/** A browser writes every attribute with a value. */
const asWritten = { 'attribute-boolean-style': 'off', 'attribute-empty-style': 'off' } as const

/** Checks pages and fragments as they have come since the last time, each once, and the page that they made together. */
export function collectHtml(page: Page) {
  const bodies: Promise<string>[] = []
  page.on('response', (response) => {
    const isHtml = response.headers()['content-type']?.startsWith('text/html')
    const isOurs = response.frame() === page.mainFrame() && response.status() !== 303
    if (isHtml && isOurs) bodies.push(response.text().catch(() => ''))
  })
  return async (t: Test) => {
    const documents = new Set(await Promise.all(bodies.splice(0)))
    for (const html of documents) if (html) await validateHtml(t, html)
    if (documents.size > 1) await validateHtml(t, await page.content(), asWritten)
  }
}
