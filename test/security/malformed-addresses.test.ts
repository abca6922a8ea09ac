import t from 'tap'
import { addMerchant, origin, startWorld } from '../fixtures/app.ts'
import { createClient, goodCard, signIn } from '../fixtures/client.ts'
import { type Asked, nasty, nastyCursors, noneGoesWrong } from '../fixtures/security/mishaps.ts'
import { addressOf, audienceOf, collectRoutes } from '../fixtures/security/routes.ts'
import { stage } from '../fixtures/security/stage.ts'
import { openSocket, rawGet } from '../fixtures/security/wire.ts'

const { built: world, routes } = await collectRoutes(() => startWorld(t, { jobs: false }))
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const staged = await stage(world, portal, 'pending')
const mine = routes.filter((route) => audienceOf(route) !== 'provider')

t.test('no query string is answered with a 5xx, nor ends the process (S21)', async (t) => {
  const everywhere = [
    'a=1&a=2',
    '__proto__=1',
    'q=%00',
    'q=%zz',
    Array.from({ length: 300 }, (_, n) => `f${n}`).join('&'),
  ]
  const ofTheList = ['after=1&after=2', 'after[]=1', 'after[x]=1', 'after=%00', `after=${'a'.repeat(5_000)}`]
  ofTheList.push(...nastyCursors.map((cursor) => `after=${Buffer.from(cursor).toString('base64url')}`))
  const gets = mine.filter(({ method }) => method === 'GET').map((route) => addressOf(route, staged))
  const asked = [
    ...gets.flatMap((url) => everywhere.map((query) => `${url}?${query}`)),
    ...ofTheList.map((query) => `/paiements?${query}`),
  ]
  await noneGoesWrong(
    t,
    world,
    asked.map((url): Asked => [url.slice(0, 80), () => portal.get(url)]),
  )
})

t.test('no path is answered with a 5xx (S21)', async (t) => {
  const parts = [
    ...nasty.map((one) => encodeURIComponent(one.toWellFormed())),
    '%zz',
    '..',
    '__proto__',
    'a'.repeat(100),
    `pay_${'a'.repeat(22)}%00`,
  ]
  const patterns = mine.filter(({ url, method }) => /[:*]/.test(url) && method !== 'HEAD')
  await noneGoesWrong(
    t,
    world,
    patterns.flatMap(({ method, url }) =>
      parts.map((part) => {
        const address = url.replace(/:\w+|\*/, part)
        return [
          `${method} ${url} with ${part.slice(0, 30)}`,
          () => (method === 'POST' ? portal.post(address, goodCard) : portal.get(address)),
        ] satisfies Asked
      }),
    ),
  )
})

t.test('no cookie is answered with a 5xx (S21)', async (t) => {
  const cookies = [
    'acquit_session=%zz',
    'acquit_session=%00',
    'acquit_session=a.b.c',
    `acquit_session=${'a'.repeat(4_000)}`,
    '=',
    ';;;',
    '__proto__=1',
    'acquit_notice=__proto__',
    'acquit_session=x; acquit_session=y',
  ]
  await noneGoesWrong(
    t,
    world,
    ['/paiements', '/connexion', staged.link, `/paiements/${staged.id}`].flatMap((url) =>
      cookies.map(
        (cookie) =>
          [`${url} ${cookie}`, () => createClient(world).get(url, { headers: { cookie } })] satisfies Asked,
      ),
    ),
  )
})

t.test('the process is still there after all that, on a real socket too (S21)', async (t) => {
  const write = await openSocket(world)
  for (const target of [
    '/p/%zz',
    `/p/${'a'.repeat(300)}`,
    '*',
    'http://x/',
    '/paiements?%zz=%zz',
    '/\u00ff\u0000',
  ]) {
    t.notMatch(await write(rawGet(target)), /^HTTP\/1.1 5/, target)
  }
  t.match(
    await write(`GET /sante HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nConnection: close\r\n\r\n`),
    /200 OK/,
  )
})
