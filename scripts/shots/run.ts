/**
 * `npm run shots`: photographs every page and state into `shots/`, as the tests of pages reach them. With words, as in
 * `npm run shots -- en/demo list 390 dark`, only pictures whose path contains all of them.
 */
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Language } from '../../src/domain/words.ts'
import type { PortalState, Tour } from '../../test/fixtures/browser/pages/portal-state.ts'
import { stay } from '../../test/fixtures/browser/visit.ts'
import type { Client } from '../../test/fixtures/client.ts'
import { onStage } from '../stage.ts'
import { readIn } from './read-in.ts'
import { tours } from './tours.ts'

const screens = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
]
const schemes = ['light', 'dark'] as const
const words = process.argv.slice(2)

const missed: string[] = []
let taken = 0

await onStage(async (stage) => {
  for (const { name, languages, start } of tours) {
    for (const language of languages) {
      const folder = `${language}/${name}`
      // Words of one place only leave the other places unopened: each takes seconds.
      if (words.some((word) => word.includes('/') && !`${folder}/`.includes(word))) continue
      await photographTour(folder, language, await start(stage, language))
    }
  }
})
process.stdout.write(
  `${taken} pictures in shots/\n${missed.map((path) => `not reached: ${path}\n`).join('')}`,
)
if (taken === 0) process.exitCode = 1

async function photographTour(folder: string, language: Language, tour: Tour): Promise<void> {
  const { site, states, sessions } = tour
  const visits = new Map<string, ReturnType<typeof stay>>()
  for (const client of [sessions.client, sessions.live, sessions.alone])
    await client?.post?.('/langue', { language })
  for (const state of states) {
    const pictures = listPictures(folder, state)
    if (pictures.length === 0) continue
    const { as = 'client' } = state
    if (!visits.has(as)) visits.set(as, stay(site, { client: sessionOf(as), reducedMotion: 'reduce' }))
    const { page, context, end } = await visits.get(as)!
    await context.addCookies([{ name: 'acquit_language', value: language, url: site.origin }])
    try {
      await state.show({ page: readIn(language, page), idOf: (label) => sessions.labels!.get(label)! })
      for (const picture of pictures) await photograph(page, picture)
    } catch (error) {
      missed.push(`${folder}/${state.name}: ${String(error).split('\n')[0]}`)
    }
    await end({ same: () => undefined })
  }

  function sessionOf(as: string): Client | undefined {
    return as === 'nobody' ? undefined : sessions[as as 'client']
  }
}

function listPictures(folder: string, { name }: PortalState) {
  const file = name.replaceAll(/[^\p{L}\d]+/gu, '-').toLowerCase()
  const pictures = screens.flatMap((screen) =>
    schemes.map((colorScheme) => ({
      screen,
      colorScheme,
      path: `${folder}/${file}.${screen.width}.${colorScheme}.png`,
    })),
  )
  return pictures.filter(({ path }) => words.every((word) => path.includes(word)))
}

async function photograph(
  page: Page,
  { screen, colorScheme, path }: ReturnType<typeof listPictures>[number],
) {
  const file = join(import.meta.dirname, '../../shots', path)
  await mkdir(dirname(file), { recursive: true })
  await page.setViewportSize(screen)
  await page.emulateMedia({ colorScheme })
  // Behind a dialog the page goes on, and the dialog covers a screen of it.
  const fullPage = (await page.locator('dialog[open]').count()) === 0
  await page.screenshot({ path: file, fullPage })
  taken += 1
}
