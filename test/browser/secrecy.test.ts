/** What leaves the browser, what stays in it, and what happens by itself. */
import { createServer } from 'node:http'
import t from 'tap'
import { addMerchant } from '../fixtures/app.ts'
import { button, cards } from '../fixtures/browser/journeys/steps.ts'
import { wearAll } from '../fixtures/browser/letterheads.ts'
import { leaveOpen, readBooks } from '../fixtures/browser/pages/left-open.ts'
import { makeLink, makeLinkTriedWith } from '../fixtures/browser/pages/links.ts'
import { startBrowser, startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { createRequest, signIn } from '../fixtures/client.ts'
import { listen } from '../fixtures/listen.ts'

const site = await startSite(t, { jobs: false })
const { world } = site
const merchant = await addMerchant(world)
const client = await signIn(world, merchant.email)

t.test('a link that is followed from a page of ours tells nobody where it was (S5)', async (t) => {
  const path = await makeLinkTriedWith(client, cards.good)
  const referrers: (string | undefined)[] = []
  const other = createServer((req, res) => {
    if (req.url === '/ailleurs') referrers.push(req.headers.referer)
    res.setHeader('Content-Type', 'text/html').end('<title>Ailleurs</title>')
  })
  const elsewhere = `http://127.0.0.1:${await listen(t, other)}`
  const pages = [path, `${path}/recu`, await makeLink(client), '/paiements', '/p/0123456789abcdefghijkl']
  await visit(t, site, { client, elsewhere, expected: [404] }, async (page) => {
    for (const path of pages) {
      await page.goto(path)
      await page.evaluate(`{
        const link = Object.assign(document.createElement('a'), { href: '${elsewhere}/ailleurs', id: 'out' })
        link.textContent = 'Ailleurs'
        document.querySelector('main').append(link)
      }`)
      await page.locator('#out').click()
      await page.waitForURL(`${elsewhere}/ailleurs`)
      t.equal(await page.evaluate('document.referrer'), '', path)
    }
  })
  t.strictSame(
    referrers,
    pages.map(() => undefined),
  )
})

for (const javaScriptEnabled of [true, false]) {
  const way = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript'
  t.test(`${way} Back after signing out shows nothing (S6)`, async (t) => {
    const id = await createRequest(client, { email: `secret-${way.slice(0, 4)}@courriel.example` })
    const session = await signIn(world, merchant.email)
    const browser = await startBrowser({ keepsPages: true })
    t.teardown(() => browser.close())
    await visit(t, { ...site, browser }, { client: session, javaScriptEnabled }, async (page) => {
      await page.goto('/paiements')
      await page.goto(`/paiements/${id}`)
      await page.locator('#who summary').click()
      await button(page, 'Se déconnecter').click()
      await page.waitForURL('/connexion')
      for (let steps = 0; steps < 2; steps += 1) {
        await page.evaluate('history.back()')
        await page.getByRole('heading', { name: 'Connexion' }).waitFor()
        t.notMatch(await page.content(), /courriel\.example/)
      }
    })
  })
}

t.test('every policy forbids all that is not ours, and code made of text (S8, S34)', async (t) => {
  for (const path of ['/connexion', '/paiements', await makeLink(client), '/p/0123456789abcdefghijkl']) {
    const policy = String((await client.get(path)).headers['content-security-policy'])
    const parts = policy.split('; ')
    for (const name of ['default-src', 'base-uri', 'object-src', 'frame-ancestors'])
      t.ok(parts.includes(`${name} 'none'`), `${path}: ${name}`)
    for (const name of ['script-src', 'style-src', 'connect-src'])
      t.ok(parts.includes(`${name} 'self'`), `${path}: ${name}`)
    t.notMatch(policy, /unsafe-|\*|http:/, path)
  }
})

t.test('what a page may not load is refused, and every test of ours would notice (S8, S9)', async (t) => {
  const path = await makeLink(client)
  const noticed: string[] = []
  const notice = { same: (problems: string[]) => noticed.push(...problems) }
  await visit(notice, site, {}, async (page) => {
    await page.goto(path)
    const refusal = page.waitForEvent('console')
    await page.evaluate(`{
      document.body.append(Object.assign(new Image(), { src: 'https://ailleurs.example/pixel.png' }))
      localStorage.setItem('trace', '1')
    }`)
    await refusal
  })
  t.match(noticed.join('\n'), /policy: img-src https:\/\/ailleurs\.example/)
  t.match(noticed.join('\n'), /web storage: trace/)
})

t.test('a link left open for an hour posts nothing and changes nothing (S12)', async (t) => {
  const links = [await makeLink(client), await makeLinkTriedWith(client, cards.declined)]
  const before = await readBooks(site)
  t.strictSame(await leaveOpen(t, site, links), ['GET'])
  t.strictSame(await readBooks(site), before)
})

t.test('the page of a payment being confirmed asks what became of it, and nothing else (S12)', async (t) => {
  const link = await makeLinkTriedWith(client, cards.lostAnswer)
  const { attempts } = await readBooks(site)
  t.strictSame(await leaveOpen(t, site, [link]), ['GET', `POST ${link}/verification`])
  t.equal((await readBooks(site)).attempts.length, attempts.length)
})

for (const dress of ['as it comes', 'with a colour, an address and the heaviest logo']) {
  t.test(
    `the pay page, ${dress}, and all it needs take at most 14 KiB on the wire, in at most 4 requests (P8)`,
    async (t) => {
      const path = await makeLink(client)
      if (dress !== 'as it comes') await wearAll(world.deps.db)
      const { server } = world.app
      const sockets = new Set<{ bytesWritten: number }>()
      const asked: (string | undefined)[] = []
      server.on('connection', (socket) => sockets.add(socket))
      server.on('request', (request) => asked.push(request.url))
      await visit(t, site, {}, async (page) => {
        await page.goto(path)
        const icon = await page.locator('link[rel=icon]').getAttribute('href')
        if (!asked.includes(icon!)) await page.request.get(icon!)
      })
      const bytes = Array.from(sockets, ({ bytesWritten }) => bytesWritten).reduce((sum, one) => sum + one, 0)
      t.comment(`${bytes} bytes, ${asked.length} requests`)
      t.ok(bytes > 0 && bytes <= 14 * 1024, `${bytes} bytes`)
      t.ok(asked.length <= 4, asked.join(' '))
    },
  )
}
