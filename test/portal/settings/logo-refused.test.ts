import sharp from 'sharp'
import t from 'tap'
import { fr } from '../../../src/i18n/portal/fr/catalogue.ts'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import { createClient, htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { drawing, findLogo, png, sendLogo, svg, uploadLogo } from '../../fixtures/logos.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'
import { cookieOf, host } from '../../fixtures/security/wire.ts'

const { problems } = fr.merchants.logo
const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const stranger = createClient(world)

t.beforeEach(() => forgetCounts(world))

t.test(
  'what is no logo, or would weigh too much, is refused with a sentence, and the one before stays',
  async (t) => {
    await uploadLogo(world, portal, png)
    const before = await findLogo(db, merchant)
    const corpus: Record<keyof typeof problems, (Buffer | null)[]> = {
      missing: [null, Buffer.alloc(0)],
      not_an_image: [
        svg,
        Buffer.from(`\uFEFF<?xml version="1.0"?>${drawing}`),
        Buffer.from('<!doctype html><script>alert(1)</script>'),
        Buffer.from('GIF89a<script>alert(1)</script>'),
        await sharp(png).gif().toBuffer(),
        await sharp(png).webp().toBuffer(),
        Buffer.from('%PDF-1.7'),
      ],
      too_large: [
        Buffer.concat([png, Buffer.alloc(600 * 1024)]),
        Buffer.concat([png, Buffer.alloc(5 << 20)]),
      ],
      too_many_pixels: [bomb(5_000, 2_000), bomb(60_000, 60_000)],
      too_long: [bomb(16_000_000, 1), bomb(1, 16_000_000), bomb(2_100, 100)],
      unreadable: [
        png.subarray(0, 900),
        Buffer.concat([png.subarray(0, 8), Buffer.from('<script>alert(1)</script>')]),
        Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), svg]),
      ],
    }
    for (const [code, files] of Object.entries(corpus)) {
      await forgetCounts(world)
      for (const [index, file] of files.entries()) {
        for (const headers of [{}, htmx]) {
          const { statusCode, body } = await uploadLogo(world, portal, file, { headers })
          t.equal(statusCode, 422, `${code} ${index}`)
          t.equal(body.includes('<html'), headers !== htmx)
          t.match(body, `id="file-problem">${problems[code as keyof typeof problems]}<`, `${code} ${index}`)
          if (index === 0 && headers !== htmx) await validateHtml(t, body)
        }
      }
    }
    t.strictSame(await findLogo(db, merchant), before)
  },
)

t.test('a body that is no form, or that holds too much, is never a mishap (S21)', async (t) => {
  const before = await findLogo(db, merchant)
  const two = new FormData()
  two.append('file', new Blob([new Uint8Array(png)]), 'a.png')
  two.append('file', new Blob([new Uint8Array(png)]), 'b.png')
  const fields = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`f${at}`, 'x']))
  const type = { headers: { 'content-type': 'multipart/form-data; boundary=x' } }
  const answers = [
    await sendLogo(world, portal, new Response('--x\r\n', type)),
    await sendLogo(world, portal, new Response('', type)),
    await sendLogo(
      world,
      portal,
      new Response('--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc', type),
    ),
    await sendLogo(world, portal, new Response('a', { headers: { 'content-type': 'multipart/form-data' } })),
    await portal.post('/reglages/logo', { file: 'x' }),
  ]
  for (const [at, { statusCode }] of answers.entries())
    t.ok(statusCode >= 400 && statusCode < 500, `${at}: ${statusCode}`)
  t.strictSame(await findLogo(db, merchant), before)
  const many = [
    await sendLogo(world, portal, new Response(two)),
    await uploadLogo(world, portal, png, { fields }),
  ]
  for (const { statusCode } of many) t.ok(statusCode < 500, `${statusCode}`)
})

t.test('thirty logos an hour are enough (S60)', async (t) => {
  const { email } = await addMerchant(world, 'Hésitante')
  const as = await signIn(world, email)
  t.equal((await uploadLogo(world, portal, null, { as })).statusCode, 422)
  await db.updateTable('rate_counts').set({ count: 30 }).where('key', 'like', 'logos:%').execute()
  const refused = await uploadLogo(world, portal, png, { as })
  t.equal(refused.statusCode, 429)
  t.ok(Number(refused.headers['retry-after']) > 0)
})

t.test('only an admin changes it, of their own merchant, from our own page (S16, S18, S33)', async (t) => {
  const before = await findLogo(db, merchant)
  const manager = await signIn(world, (await addPerson(world, merchant.id, 'manager')).email)
  t.equal((await uploadLogo(world, portal, png, { as: manager })).statusCode, 403)
  const other = await signIn(world, (await addMerchant(world, 'Autre Boutique')).email)
  t.equal((await uploadLogo(world, portal, png, { as: other })).statusCode, 303)
  t.equal(
    (await uploadLogo(world, portal, png, { as: other, fields: { seen_merchant: merchant.id } })).statusCode,
    409,
  )
  t.equal(
    (await uploadLogo(world, portal, png, { headers: { 'sec-fetch-site': 'cross-site' } })).statusCode,
    403,
  )
  t.equal((await uploadLogo(world, portal, png, { as: stranger })).statusCode, 303, 'to the sign-in page')
  const form = new Response(new FormData())
  const removal = await world.app.inject({
    method: 'POST',
    url: '/reglages/logo/retrait',
    payload: await form.text(),
    headers: {
      host,
      cookie: cookieOf(portal),
      'content-type': form.headers.get('content-type')!,
      'sec-fetch-site': 'same-origin',
    },
  })
  t.equal(removal.statusCode, 415, 'no other route takes a file')
  t.strictSame(await findLogo(db, merchant), before)
})

/** A small PNG file that claims to be this large. */
function bomb(width: number, height: number): Buffer {
  const copy = Buffer.from(png)
  copy.writeUInt32BE(width, 16)
  copy.writeUInt32BE(height, 20)
  return copy
}
