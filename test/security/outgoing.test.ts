import t from 'tap'
import { addMerchant, eventually, origin, startWorld } from '../fixtures/app.ts'
import { createClient, type Fields, goodForm, signIn } from '../fixtures/client.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'

const breaks = [
  '\r\nBcc: victime@evil.example',
  '\nBcc: victime@evil.example',
  '\r',
  '\0',
  '\u2028X: y',
  '\u0085X: y',
]
const control = /[\p{Cc}\u2028\u2029]/u
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/u

t.test('what customers receive', async (t) => {
  const world = await startWorld(t)
  const { db } = world.deps
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const customer = createClient(world)
  let sent = 0

  async function post(fields: Fields) {
    await forgetCounts(world)
    return portal.post('/paiements', { ...goodForm, ...fields })
  }

  /** Sends a request and answers what its customer got, with their page. */
  async function receive(fields: Fields = {}, client = portal) {
    await forgetCounts(world)
    const answer = await client.post('/paiements', { ...goodForm, ...fields })
    if (answer.statusCode !== 303) throw new Error(`${JSON.stringify(fields)} answers ${answer.statusCode}`)
    sent += 1
    const messages = await eventually(async () => {
      const kept = await db.selectFrom('local_messages').selectAll().orderBy('id', 'desc').execute()
      return kept.length === sent && kept
    })
    const [message] = messages
    const link = /\/p\/\w{22}/.exec(message!.body_text)![0]
    return { ...message!, link, page: (await customer.get(link)).body }
  }

  /** A merchant who has typed this name in the settings, signed in; undefined when it was refused. */
  async function namedMerchant(tradeName: string) {
    const named = await signIn(world, (await addMerchant(world)).email)
    const settings = {
      trade_name: tradeName,
      contact_email: 'contact@atelier.example',
      sms_sender: 'ATELIER',
    }
    const { statusCode } = await named.post('/reglages', settings)
    if (![303, 422].includes(statusCode)) throw new Error(`settings answered ${statusCode}`)
    return statusCode === 303 ? named : undefined
  }

  t.test('a recipient with a line break, a NUL, a list or a name around it is refused (S36)', async (t) => {
    const lists = [
      'a@b.fr,c@d.fr',
      'a@b.fr; c@d.fr',
      'a@b.fr c@d.fr',
      'A <a@b.fr>',
      '<a@b.fr>',
      'a@b.fr>',
      '"a" <a@b.fr>',
      'a@b.fr(x)',
    ]
    const addresses = [
      ...breaks.flatMap((one) => [`a@b.fr${one}`, `${one}a@b.fr`, `a${one}@b.fr`, `a@b${one}.fr`]),
      ...lists,
    ]
    for (const email of addresses) {
      t.equal((await post({ email })).statusCode, 422, encodeURIComponent(email))
    }
    t.equal((await db.selectFrom('payment_requests').select('id').execute()).length, 0)
  })

  t.test(
    'line breaks in what the merchant types end in no header, and there is one recipient (S36)',
    async (t) => {
      for (const one of breaks) {
        const message = await receive({ description: `Lampe${one}`, reference: `F${one}` })
        for (const header of [message.recipient, message.sender, message.reply_to, message.subject]) {
          t.notMatch(header, control, encodeURIComponent(header ?? ''))
        }
        t.equal(message.recipient, goodForm.email)
        t.notMatch(message.body_text, /^(?:Bcc|X):/m)
      }
    },
  )

  t.test('line breaks in a trade name end in no header either (S36)', async (t) => {
    for (const one of ['\r\nBcc: a@b.fr', '\n', '\u2028']) {
      const named = await namedMerchant(`A${one}`)
      if (!named) continue
      const message = await receive({}, named)
      for (const header of [message.sender, message.subject])
        t.notMatch(header, control, encodeURIComponent(header ?? ''))
    }
  })

  t.test(
    'a web address or an invisible character in a description stays plain, visible text (S37)',
    async (t) => {
      const description =
        '<a href="https://evil.example">x</a> https://evil.example/payer \u202Exyz\u200B\u00AD'
      const reference = 'www.evil.example/\u202Egnp.exe [x](https://evil.example)'
      const { page, body_html, body_text, subject, link } = await receive({ description, reference })
      const local = (await portal.get('/messages-locaux')).body
      for (const shown of [page, body_html!, body_text, subject!]) t.notMatch(shown, invisible)
      for (const html of [page, body_html!, local]) {
        t.match(html, /&lt;a href=&quot;https:\/\/evil\.example&quot;&gt;/)
        t.strictSame(anchorsOutside(html), [])
      }
      t.ok(linksOf(body_html!).filter((href) => href === origin + link).length >= 1)
    },
  )

  t.test(
    'an address that only begins like ours is no link, not even in the local messages (S37)',
    async (t) => {
      await receive({ description: `${origin}@evil.example/ ${origin}.evil.example` })
      const { body } = await portal.get('/messages-locaux')
      t.strictSame(anchorsOutside(body), [])
    },
  )

  t.test('a trade name shows no invisible character and makes no link (S37)', async (t) => {
    for (const name of ['\u202Eeuqnab aL', 'ACME\u200B\u00ADX', 'https://evil.ex/', '<a href=//e.vil>']) {
      const named = await namedMerchant(name)
      if (!named) continue
      const { page, body_html, body_text, subject, sender } = await receive({}, named)
      const shown = [page, body_html!, body_text, subject!, sender]
      t.ok(
        shown.every((one) => !invisible.test(one)),
        `${encodeURIComponent(name)} shows nothing invisible`,
      )
      for (const html of [page, body_html!]) t.strictSame(anchorsOutside(html), [], name)
    }
  })
})

function linksOf(html: string): string[] {
  return [...html.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, url]) => url!)
}

/** Links that lead out of this site, but for mail and telephone. */
function anchorsOutside(html: string): string[] {
  const isOurs = (url: string) =>
    /^(?:\/(?!\/)|#|mailto:contact@|tel:\+33639980102$)/.test(url) ||
    (URL.canParse(url) && new URL(url).origin === origin)
  return linksOf(html).filter((url) => !isOurs(url))
}
