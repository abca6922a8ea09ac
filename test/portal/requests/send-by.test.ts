import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createRequest, goodForm, htmx, signIn } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const sms = { channel: 'sms', phone: '06 12 34 56 78' }
let asked = 0
const formOf = (fields: object) => ({
  ...goodForm,
  ...fields,
  idempotency_key: `sent-by-the-merchant-${++asked}`,
})
const messagesOf = (id: string) =>
  world.deps.db.selectFrom('messages').select('purpose').where('request_id', '=', id).execute()
const idIn = (body: string) => /\/paiements\/(pay_\w{22})/.exec(body)![1]!

t.test('my own phone: its messages open with the fixed text, and nothing is sent by us', async (t) => {
  const id = await createRequest(portal, formOf({ ...sms, send_by: 'own_phone' }))
  const { body } = await portal.get(`/paiements/${id}`)
  t.match(
    body,
    /<a id="own-text" class="btn" href="sms:\+33612345678\?&(?:amp;)?body=[^"]+%2Fp%2F\w{22}[^"]*" data-follow-once>/,
  )
  t.match(body, /data-notice="created"/)
  t.notMatch((await portal.get(`/paiements/${id}`)).body, 'data-follow-once')
  t.strictSame(await messagesOf(id), [])
  const fragment = await portal.post('/paiements', formOf({ ...sms, send_by: 'own_phone' }), {
    headers: htmx,
  })
  t.match(fragment.body, 'href="sms:+33612345678?')
  t.strictSame(await messagesOf(idIn(fragment.body)), [])
})

t.test('only the link: its QR code is open, and nothing is sent by us', async (t) => {
  for (const fields of [{}, sms]) {
    const id = await createRequest(portal, formOf({ ...fields, send_by: 'link' }))
    const { body } = await portal.get(`/paiements/${id}`)
    t.match(body, /<details class="counter" open>/)
    t.match(body, /data-share="[^"]+\/p\/\w{22}" hidden/)
    t.strictSame(await messagesOf(id), [])
  }
  const fragment = await portal.post('/paiements', formOf({ send_by: 'link' }), { headers: htmx })
  t.match(fragment.body, /<details class="counter" open>/)
  t.strictSame(await messagesOf(idIn(fragment.body)), [])
})

t.test('own_mail=on says the same as send_by=own_mail', async (t) => {
  for (const fields of [{ own_mail: 'on' }, { send_by: 'own_mail' }]) {
    const id = await createRequest(portal, formOf(fields))
    t.match((await portal.get(`/paiements/${id}`)).body, /<a id="mailto" class="btn" href="mailto:/)
    t.strictSame(await messagesOf(id), [])
  }
})

t.test(
  'my own mail client: the e-mail is in the language of the request, in French in the seed’s own words',
  async (t) => {
    const french = [
      'Demande de paiement',
      'Cliquez sur le lien suivant pour accéder à la page de paiement sécurisée',
    ]
    const words = {
      fr: french,
      en: ['Payment request', 'Click on the following link to reach the secure payment page'],
      de: ['Zahlungsanforderung', 'Klicken Sie auf den folgenden Link'],
    }
    for (const [language, [subject, sentence]] of Object.entries(words)) {
      const id = await createRequest(portal, formOf({ send_by: 'own_mail', language }))
      const { body } = await portal.get(`/paiements/${id}`)
      t.match(body, `id="mailto-subject" type="text" readonly value="${subject}"`)
      t.match(body, new RegExp(`readonly>${sentence}[^<]*\\nhttp[^<]+/p/\\w{22}</textarea>`))
      t.match(body, `?subject=${encodeURIComponent(subject!)}&amp;body=${encodeURIComponent(sentence!)}`)
    }
    const { body } = await portal.post('/paiements/nouveau', { ...formOf({}), options: 'show' })
    t.match(
      body,
      /id="send_by-own_mail-hint">[^<]*vos messages envoyés\. Vos clients [^<]* vos propres mots\./,
    )
  },
)

t.test('the recipient keeps its legend where no SMS is offered', async (t) => {
  const quiet = await startWorld(t, { jobs: false, env: { TEXTER: 'none' } })
  const client = await signIn(quiet, (await addMerchant(quiet)).email)
  for (const headers of [{}, htmx]) {
    const { body } = await client.get('/paiements/nouveau', { headers })
    t.match(body, /<legend>Destinataire<\/legend>\s*<input type="hidden" name="channel" value="email">/)
    t.equal(body.match(/name="email"/g)?.length, 1)
    t.notMatch(body, 'name="phone"')
  }
})

t.test('a way that does not suit the recipient is refused, and the options unfold', async (t) => {
  for (const fields of [{ send_by: 'own_phone' }, { ...sms, send_by: 'own_mail' }, { send_by: 'pigeon' }]) {
    for (const headers of [{}, htmx]) {
      const answer = await portal.post('/paiements', formOf(fields), { headers })
      t.equal(answer.statusCode, 422)
      t.match(answer.body, 'Choisissez un envoi qui convient au destinataire')
      t.match(answer.body, 'type="radio" name="send_by"')
    }
  }
})

t.test('without a word it is sent by us', async (t) => {
  const id = await createRequest(portal, formOf({}))
  t.strictSame(await messagesOf(id), [{ purpose: 'request' }])
})
