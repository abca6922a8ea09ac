import sharp from 'sharp'
import t from 'tap'
import { fr } from '../../../src/i18n/portal/fr/catalogue.ts'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import { type Client, createClient, createRequest, htmx, permalinkOf, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'
import { cookieOf, host } from '../../fixtures/security/wire.ts'

const { problems } = fr.merchants.logo
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="400"><rect width="1200" height="400" fill="#fff"/>
  <circle cx="200" cy="200" r="150" fill="#b4232a"/><path d="M500 60h600v80H500zm0 200h400v80H500z" fill="#222"/></svg>`
const svg = Buffer.from(drawing)
const png = await sharp(svg).resize(480, 160).png().toBuffer()
const noise = { mean: 128, sigma: 90, type: 'gaussian' } as const

t.test('the logo of a merchant', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const { db } = world.deps
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const link = await permalinkOf(portal, await createRequest(portal))
  const stranger = createClient(world)
  t.beforeEach(() => forgetCounts(world))

  /** As a browser sends the form. `null`: no file chosen. */
  function upload(
    file: Buffer | null,
    { as = portal, headers = {}, fields = {}, name = 'logo.png' }: Sending = {},
  ) {
    const body = new FormData()
    for (const [field, value] of Object.entries(fields)) body.append(field, value)
    body.append('file', new Blob(file ? [new Uint8Array(file)] : []), file ? name : '')
    const form = new Response(body)
    return send(as, form, headers)
  }

  async function send(as: Client, form: Response, headers: Record<string, string> = {}) {
    const type = form.headers.get('content-type')!
    return world.app.inject({
      method: 'POST',
      url: '/reglages/logo',
      payload: Buffer.from(await form.arrayBuffer()),
      headers: {
        host,
        cookie: cookieOf(as),
        'content-type': type,
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
    })
  }

  const saved = () =>
    db
      .selectFrom('merchants')
      .select(['logo', 'logo_hash', 'logo_type', 'logo_width', 'logo_height'])
      .where('id', '=', merchant.id)
      .executeTakeFirstOrThrow()

  t.test('an upload answers 303 to the settings, which say so once and show it', async (t) => {
    const page = await portal.get('/reglages/logo')
    await validateHtml(t, page.body)
    const answer = await upload(png, { fields: { seen_merchant: merchant.id } })
    t.equal(answer.statusCode, 303)
    t.equal(answer.headers.location, '/reglages')
    const { logo_hash, logo_width, logo_height } = await saved()
    t.strictSame([logo_width, logo_height], [160, 53])
    const notice = answer.cookies.map(({ name, value }) => `${name}=${value}`).join()
    const { body } = await portal.get('/reglages', { headers: { cookie: `${cookieOf(portal)}; ${notice}` } })
    t.match(body, fr.merchants.logo.saved)
    t.match(body, `<img class="logo" src="/logo/${logo_hash}"`)
    await validateHtml(t, body)
    await validateHtml(t, (await portal.get('/reglages/logo')).body)
  })

  t.test('htmx gets the logo’s part of the settings, and the preview is told', async (t) => {
    const dialog = await portal.get('/reglages/logo', { headers: htmx })
    t.match(dialog.body, /^\s*<dialog /)
    const answer = await upload(png, { headers: htmx })
    t.equal(answer.statusCode, 200)
    t.match(answer.headers, { 'hx-retarget': '#logo', 'hx-trigger': 'logo-changed' })
    t.match(answer.body, /^\s*<div id="logo"/)
    t.match(answer.body, fr.merchants.logo.saved)
  })

  t.test(
    'the pay page, the receipt and the e-mail show it, from one address that never changes',
    async (t) => {
      await upload(png)
      const { logo, logo_hash, logo_type } = await saved()
      const { body } = await stranger.get(link)
      t.match(
        body,
        `<img class="logo" src="/logo/${logo_hash}" alt="Atelier Lumière" width="160" height="53">`,
      )
      await validateHtml(t, body)
      const { body: letter } = await portal.get('/reglages/apercu/e-mail')
      t.match(
        letter,
        `<img src="http://localhost:3000/logo/${logo_hash}" alt="Atelier Lumière" width="160" height="53"`,
      )
      const { headers, rawPayload } = await stranger.get(`/logo/${logo_hash}`)
      t.ok(rawPayload.equals(logo!))
      t.match(headers, {
        'content-type': logo_type,
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'cross-origin',
      })
      t.notOk(headers['set-cookie'])
    },
  )

  t.test('what is no logo is refused with a sentence, and the one before stays', async (t) => {
    await upload(png)
    const before = await saved()
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
      too_many_pixels: [bomb(5_000, 4_000), bomb(60_000, 60_000)],
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
          const { statusCode, body } = await upload(file, { headers })
          t.equal(statusCode, 422, `${code} ${index}`)
          t.equal(body.includes('<html'), headers !== htmx)
          t.match(body, `id="file-problem">${problems[code as keyof typeof problems]}<`, `${code} ${index}`)
          if (index === 0 && headers !== htmx) await validateHtml(t, body)
        }
      }
    }
    t.strictSame(await saved(), before)
  })

  t.test('a body that is no form, or that holds too much, is never a mishap (S21)', async (t) => {
    const before = await saved()
    const two = new FormData()
    two.append('file', new Blob([new Uint8Array(png)]), 'a.png')
    two.append('file', new Blob([new Uint8Array(png)]), 'b.png')
    const fields = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`f${at}`, 'x']))
    const type = { headers: { 'content-type': 'multipart/form-data; boundary=x' } }
    const answers = [
      await send(portal, new Response('--x\r\n', type)),
      await send(portal, new Response('', type)),
      await send(
        portal,
        new Response('--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc', type),
      ),
      await send(portal, new Response('a', { headers: { 'content-type': 'multipart/form-data' } })),
      await portal.post('/reglages/logo', { file: 'x' }),
    ]
    for (const [at, { statusCode }] of answers.entries())
      t.ok(statusCode >= 400 && statusCode < 500, `${at}: ${statusCode}`)
    t.strictSame(await saved(), before)
    const many = [await send(portal, new Response(two)), await upload(png, { fields })]
    for (const { statusCode } of many) t.ok(statusCode < 500, `${statusCode}`)
  })

  t.test('what is kept is drawn anew: bounded, upright, and without what the camera wrote', async (t) => {
    const exif = { IFD0: { Copyright: 'secret-canary', ImageDescription: 'secret-canary' } }
    const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#888', noise } })
      .blur(4)
      .jpeg()
      .withExif(exif)
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const transparent = await sharp({ create: { width: 30, height: 20, channels: 4, background: '#0000' } })
      .png()
      .toBuffer()
    const loud = await sharp({ create: { width: 320, height: 112, channels: 3, background: '#888', noise } })
      .png()
      .toBuffer()
    const cmyk = await sharp(png).toColourspace('cmyk').jpeg().toBuffer()
    const sizes = { photo: [42, 56], transparent: [30, 20], loud: [160, 56], cmyk: [160, 53] }
    for (const [name, file] of Object.entries({ photo, transparent, loud, cmyk })) {
      t.equal((await upload(file, { name: `../../${name}.exe` })).statusCode, 303, name)
      const { logo, logo_width, logo_height } = await saved()
      t.strictSame([logo_width, logo_height], sizes[name as keyof typeof sizes], name)
      t.ok(logo!.length <= 2048, `${name}: ${logo!.length} bytes`)
      const { exif: kept, icc, xmp, hasAlpha, width } = await sharp(logo!).metadata()
      t.notOk(kept || icc || xmp || hasAlpha, name)
      t.ok(width <= 320, name)
      t.notMatch(logo!.toString('latin1'), 'secret-canary', name)
    }
    t.match(photo.toString('latin1'), 'secret-canary')
  })

  t.test(
    'with a logo and a colour the pay page still takes 4 requests: the logo is its icon (P8)',
    async (t) => {
      await upload(png)
      await db.updateTable('merchants').set({ accent: '#b4232a' }).where('id', '=', merchant.id).execute()
      const { body } = await stranger.get(link)
      const files = new Set(
        Array.from(body.matchAll(/(?:src|href)="(\/(?:public|logo)\/[^"]+)"/g), ([, url]) => url!),
      )
      t.equal(files.size, 3, [...files].join(' '))
      for (const url of files) t.equal((await stranger.get(url)).statusCode, 200, url)
    },
  )

  t.test('it can be removed, and its address leads nowhere any more', async (t) => {
    for (const headers of [{}, htmx]) {
      await upload(png)
      const { logo_hash } = await saved()
      const { statusCode } = await portal.post('/reglages/logo/retrait', {}, { headers })
      t.equal(statusCode, headers === htmx ? 200 : 303)
      t.equal((await saved()).logo, null)
      t.equal((await stranger.get(`/logo/${logo_hash}`)).statusCode, 404)
      t.notMatch((await stranger.get(link)).body, '/logo/')
    }
    for (const hash of ['x', '0'.repeat(64), '..%2f'])
      t.equal((await stranger.get(`/logo/${hash}`)).statusCode, 404)
  })

  t.test('thirty logos an hour are enough (S60)', async (t) => {
    const { email } = await addMerchant(world, 'Hésitante')
    const as = await signIn(world, email)
    t.equal((await upload(null, { as })).statusCode, 422)
    await db.updateTable('rate_counts').set({ count: 30 }).where('key', 'like', 'logos:%').execute()
    const refused = await upload(png, { as })
    t.equal(refused.statusCode, 429)
    t.ok(Number(refused.headers['retry-after']) > 0)
  })

  t.test('only an admin changes it, of their own merchant, from our own page (S16, S18, S33)', async (t) => {
    const before = await saved()
    const manager = await signIn(world, (await addPerson(world, merchant.id, 'manager')).email)
    t.equal((await upload(png, { as: manager })).statusCode, 403)
    const other = await signIn(world, (await addMerchant(world, 'Autre Boutique')).email)
    t.equal((await upload(png, { as: other })).statusCode, 303)
    t.equal((await upload(png, { as: other, fields: { seen_merchant: merchant.id } })).statusCode, 409)
    t.equal((await upload(png, { headers: { 'sec-fetch-site': 'cross-site' } })).statusCode, 403)
    t.equal((await upload(png, { as: stranger })).statusCode, 303, 'to the sign-in page')
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
    t.strictSame(await saved(), before)
  })
})

interface Sending {
  as?: Client
  headers?: Record<string, string>
  fields?: Record<string, string>
  name?: string
}

/** A PNG that says it is that large. */
function bomb(width: number, height: number): Buffer {
  const copy = Buffer.from(png)
  copy.writeUInt32BE(width, 16)
  copy.writeUInt32BE(height, 20)
  return copy
}
