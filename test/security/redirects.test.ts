import t from 'tap'
import { addMerchant, password, startWorld } from '../fixtures/app.ts'
import { createClient, goodCard, signIn } from '../fixtures/client.ts'
import { good } from '../fixtures/security/spoofed.ts'
import { bankPageOf, stage } from '../fixtures/security/stage.ts'
import { openSocket, rawGet } from '../fixtures/security/wire.ts'

const world = await startWorld(t)
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.test('every redirect goes to a path of ours (S15)', async (t) => {
  const evil = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    '%2f%2fevil.example',
  ]
  const tricks = evil.flatMap((to) => [
    `/?next=${to}`,
    `/connexion?next=${to}&return_to=${to}&redirect=${to}&callbackURL=${to}`,
    `/paiements?next=${to}`,
    `${to}`,
    `/${to}`,
    `${to}/..`,
  ])
  const write = await openSocket(world)
  const answers = await Promise.all(tricks.map((url) => write(rawGet(url))))
  const { link, id } = await stage(world, portal, 'challenged')
  const stranger = createClient(world)
  const posts = await Promise.all(
    evil.flatMap((to) => [
      stranger.post(`/connexion?next=${to}`, {
        email: merchant.email,
        password,
        next: to,
        callbackURL: to,
      }),
      stranger.post('/deconnexion', { next: to }, { headers: { referer: to } }),
      portal.post('/paiements', { ...good, own_mail: 'on', next: to, return_url: to }),
      stranger.post(`${link}/paiement`, { ...goodCard, return_url: to, returnUrl: to }),
    ]),
  )
  posts.push(
    await stranger.post(await bankPageOf(world, id).catch(() => '/rien'), {
      decision: 'accept',
      return_url: evil[0]!,
    }),
  )
  const locations = [
    ...answers.map((answer) => /^location: (.*?)\r?$/im.exec(answer)?.[1]),
    ...posts.map(({ headers }) => headers.location),
    ...posts.map(({ headers }) => headers['hx-redirect'] ?? headers['hx-push-url']),
  ]
  const given = locations.filter((location) => location !== undefined)
  t.ok(given.length > 20, `${given.length} redirects`)
  for (const location of given) t.match(String(location), /^\/(?![/\\])[\w/-]*(\?next=%2F[\w%.-]*)?$/)
})
