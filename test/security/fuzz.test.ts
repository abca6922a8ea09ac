import fc from 'fast-check'
import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { type Client, goodCard, goodForm, signIn } from '../fixtures/client.ts'
import { type Asked, noneGoesWrong } from '../fixtures/security/mishaps.ts'
import { addressOf, audienceOf, collectRoutes, type Route } from '../fixtures/security/routes.ts'
import { stage } from '../fixtures/security/stage.ts'

const seed = Number(process.env.FUZZ_SEED ?? 2026)
const known = [
  ...Object.keys({ ...goodForm, ...goodCard }),
  'q',
  'status',
  'from',
  'to',
  'after',
  'decision',
  'own_mail',
]
const name = fc.oneof(
  fc.constantFrom(
    ...known,
    'expires_on',
    'trade_name',
    'contact_email',
    'sms_sender',
    'reminder_1_days',
    'constructor',
    'toString',
    'options',
  ),
  fc.string({ maxLength: 5 }),
)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    '\0',
    '0',
    '2026-12-31',
    '0001-01-01',
    '9999-99-99',
    'email',
    'sms',
    '06 12 34 56 78',
    '+33',
    'a@b.fr',
  ),
)

t.test('random requests', async (t) => {
  const { built: world, routes } = await collectRoutes(() => startWorld(t, { jobs: false }))
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const staged = await stage(world, portal, 'pending')
  const mine = routes.filter((route) => audienceOf(route) !== 'provider' && route.url !== '/deconnexion')

  t.test(`fuzz: 300 random requests to random routes, none a 5xx (FUZZ_SEED=${seed}) (S21)`, async (t) => {
    const random = fc.tuple(
      fc.constantFrom(...mine),
      fc.dictionary(name, text, { maxKeys: 8 }),
      text,
      fc.boolean(),
    )
    const samples = fc.sample(random, { numRuns: 300, seed })
    const asked = samples.map(([route, fields, part, isReal]): Asked => {
      const odd = encodeURIComponent(part.toWellFormed()) || 'x'
      const url = isReal ? addressOf(route, staged) : route.url.replace(/:\w+|\*/, odd)
      return [
        `${route.method} ${url} ${JSON.stringify(fields)}`.slice(0, 160),
        () => send(portal, route, url, fields),
      ]
    })
    await noneGoesWrong(t, world, asked)
  })
})

function send(client: Client, { method }: Route, url: string, fields: Record<string, string>) {
  if (method === 'POST') return client.post(url, fields)
  const query = new URLSearchParams(fields)
  return method === 'HEAD' ? client.head(`${url}?${query}`) : client.get(`${url}?${query}`)
}
