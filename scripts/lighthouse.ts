/**
 * `npm run lighthouse`: scores the pages that people see most, as on a phone and as on a desktop (A5). Ends with 1 when
 * a score is below 100. `npm run lighthouse -- list detail`: only pages whose names contain one of the words.
 */
import lighthouse, { type Config, desktopConfig, type Flags, type Result } from 'lighthouse'
import { paths } from '../src/web/paths.ts'
import { signInDemo } from '../test/fixtures/browser/pages/demo-world.ts'
import { findFreePort, startSite } from '../test/fixtures/browser/site.ts'
import { type Client, createRequest, permalinkOf } from '../test/fixtures/client.ts'
import { onStage } from './stage.ts'

// Search engines are sent away on purpose (S7), so their category is left out.
const categories = ['performance', 'accessibility', 'best-practices']
const screens = { mobile: undefined, desktop: desktopConfig }
const words = process.argv.slice(2)

await onStage(async (stage) => {
  const port = await findFreePort()
  const { world, origin } = await startSite(stage, { demo: true, args: [`--remote-debugging-port=${port}`] })
  const client = await signInDemo(world)
  const id = await createRequest(client)
  const pages: [name: string, path: string, client?: Client][] = [
    ['sign-in', paths.signIn],
    ['pay page', await permalinkOf(client, id)],
    ['list', paths.requests, client],
    ['detail', paths.request({ id }), client],
  ]
  for (const [name, path, client] of pages) {
    if (words.length > 0 && !words.some((word) => name.includes(word))) continue
    const flags = {
      port,
      onlyCategories: categories,
      disableStorageReset: true,
      ...(client && sessionOf(client)),
    }
    for (const [screen, config] of Object.entries(screens)) {
      report(`${name}, ${screen}`, await audit(origin + path, flags, config))
    }
  }
})

function sessionOf({ cookies }: Client): Flags {
  return { extraHeaders: { Cookie: `acquit_session=${cookies.get('acquit_session')}` } }
}

/** Other work on the machine slows a page down: a page that is not quick is measured twice more, for the median. */
async function audit(url: string, flags: Flags, config: Config | undefined): Promise<Result> {
  const first = await run()
  if (speedOf(first) === 1) return first
  const runs = [first, await run(), await run()]
  return runs.sort((one, other) => speedOf(one) - speedOf(other))[1]!

  async function run(): Promise<Result> {
    const { lhr } = (await lighthouse(url, flags, config))!
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`)
    return lhr
  }
}

function speedOf({ categories }: Result): number {
  return categories.performance!.score ?? 0
}

function report(name: string, { categories, audits }: Result): void {
  const scores = Object.values(categories).map(
    ({ title, score }) => `${title} ${Math.round(100 * (score ?? 0))}`,
  )
  process.stdout.write(`${name}: ${scores.join(', ')}\n`)
  for (const { auditRefs, score } of Object.values(categories)) {
    if (score === 1) continue
    process.exitCode = 1
    const weighty = auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => audits[id]!)
    for (const { score, title, displayValue = '' } of weighty)
      if (score !== null && score < 1) process.stdout.write(`  ${title} ${displayValue}\n`)
  }
}
