import fc from 'fast-check'
import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { type Client, goodCard, goodForm, signIn } from '../fixtures/client.ts'
import { type Asked, noneGoesWrong } from '../fixtures/security/mishaps.ts'
import { addressOf, audienceOf, collectRoutes, type Route } from '../fixtures/security/routes.ts'
import { stage } from '../fixtures/security/stage.ts'

t.setTimeout(600_000)
const seed = Number(process.env.FUZZ_SEED ?? 2026)
const runs = Number(process.env.FUZZ_RUNS ?? 10_000)
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
const long = fc
  .tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 9 }), fc.constantFrom(100, 1_000, 6_000))
  .map(([piece, times]) => piece.repeat(times))
const text = fc.oneof(
  { weight: 1, arbitrary: long },
  { weight: 6, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
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
  },
)

t.test('random requests', async (t) => {
  const { built: world, routes } = await collectRoutes(() => startWorld(t, { jobs: false }))
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const staged = await stage(world, portal, 'pending')
  const mine = routes.filter((route) => audienceOf(route) !== 'provider' && route.url !== '/deconnexion')

  t.test(
    `fuzz: ${runs} random requests to random routes, none a 5xx (FUZZ_SEED=${seed}) (S21)`,
    async (t) => {
      const random = fc.tuple(
        fc.constantFrom(...mine),
        fc.dictionary(name, text, { maxKeys: 8 }),
        text,
        fc.boolean(),
      )
      const samples = fc.sample(random, { numRuns: runs, seed })
      const asked = samples.map(([route, fields, part, isReal]): Asked => {
        const odd = encodeURIComponent(part.toWellFormed()) || 'x'
        const url = isReal ? addressOf(route, staged) : route.url.replace(/:\w+|\*/, odd)
        return [
          `${route.method} ${url} ${JSON.stringify(fields)}`.slice(0, 160),
          () => send(portal, route, url, fields),
        ]
      })
      await noneGoesWrong(t, world, asked)
    },
  )
})

function send(client: Client, { method }: Route, url: string, fields: Record<string, string>) {
  if (method === 'POST') return client.post(url, fields)
  const query = new URLSearchParams(fields)
  return method === 'HEAD' ? client.head(`${url}?${query}`) : client.get(`${url}?${query}`)
}
