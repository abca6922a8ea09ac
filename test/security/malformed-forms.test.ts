import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { type Fields, goodCard, goodForm, signIn } from '../fixtures/client.ts'
import { type Asked, nasty, nastyBodies, noneGoesWrong } from '../fixtures/security/mishaps.ts'
import { addressOf, audienceOf, collectRoutes } from '../fixtures/security/routes.ts'
import { bankPageOf, stage } from '../fixtures/security/stage.ts'
import { postBody } from '../fixtures/security/wire.ts'

const { built: world, routes } = await collectRoutes(() => startWorld(t, { jobs: false }))
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const staged = await stage(world, portal, 'pending')
const challenged = await stage(world, portal, 'challenged')
const bank = await bankPageOf(world, challenged.id)
const mine = routes.filter((route) => audienceOf(route) !== 'provider')
const posts = mine.filter(({ method, url }) => method === 'POST' && url !== '/deconnexion')

const urls = [
  ...new Set(posts.map((route) => addressOf(route, staged)).filter((url) => !url.startsWith('/banque'))),
  bank,
]

const settings = {
  trade_name: 'Atelier',
  contact_email: 'a@b.fr',
  contact_phone: '',
  sms_sender: 'ATELIER',
  notice_emails: '',
  notify_paid: 'on',
  reminder_1_moment: 'after_sending',
  reminder_1_days: '3',
}

const folded = { own_mail: 'on', expires_on: '', idempotency_key: '', options: 'show' }

t.test('no posted field, whatever is in it, is answered with a 5xx (S21)', async (t) => {
  const asked = urls.flatMap((url) =>
    oddlyFilled(fieldsOf(url)).map(
      ([name, fields]): Asked => [`${url} ${name}`, () => portal.post(url, fields)],
    ),
  )
  await noneGoesWrong(t, world, asked)
})

t.test('no posted body, however formed, is answered with a 5xx (S21)', async (t) => {
  await noneGoesWrong(
    t,
    world,
    urls.flatMap((url) =>
      nastyBodies.map(
        (body) =>
          [
            `${url} ${String(body).slice(0, 30)}`,
            () => postBody(world, url, body, { as: portal }),
          ] satisfies Asked,
      ),
    ),
  )
})

t.test('a name given twice, a prototype, and too many names are 400 (S21)', async (t) => {
  for (const body of [
    'amount=1&amount=2',
    '__proto__=1',
    Array.from({ length: 101 }, (_, n) => `f${n}`).join('&'),
  ]) {
    for (const url of urls)
      t.equal((await postBody(world, url, body, { as: portal })).statusCode, 400, `${url} ${body}`)
  }
  t.equal((await postBody(world, '/paiements', 'a'.repeat(70_000), { as: portal })).statusCode, 413)
})

/** Each odd value in all fields at once, then a NUL in each field alone. */
function oddlyFilled(fields: Fields): [string, Fields][] {
  const names = Object.keys(fields)
  return [
    ...nasty.map((value): [string, Fields] => [
      `all ${encodeURIComponent(value).slice(0, 20)}`,
      Object.fromEntries(names.map((name) => [name, value])),
    ]),
    ...names.map((name): [string, Fields] => [`${name}=%00`, { ...fields, [name]: '\0' }]),
  ]
}

/** The fields that the form of this URL reads. */
function fieldsOf(url: string): Fields {
  if (url === '/connexion') return { email: 'a@b.fr', password: 'x' }
  if (url.startsWith('/p/')) return goodCard
  if (url.startsWith('/banque-test/')) return { decision: 'later' }
  if (url === '/reglages') return settings
  if (url.endsWith('/envois')) return { channel: 'email', email: 'a@b.fr', phone: '', checked: '' }
  return /annulation|reglement|rappels/.test(url) ? {} : { ...goodForm, ...folded }
}
