import t from 'tap'
import { addMerchant, eventually, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'
import { createIdentity, trust } from '../fixtures/providers/certificate.ts'
import { startRelay } from '../fixtures/providers/smtp.ts'
import { startVonage } from '../fixtures/providers/vonage.ts'

t.test(
  'a request by e-mail leaves through SMTP, one by SMS through Vonage, and the receipt follows',
  async (t) => {
    const identity = createIdentity()
    trust(identity)
    const relay = await startRelay(t, { identity })
    const vonage = await startVonage(t)
    const world = await startWorld(t, {
      env: {
        MAILER: 'smtp',
        SMTP_URL: relay.url,
        MAIL_FROM: 'ne-pas-repondre@acquit.example',
        TEXTER: 'vonage',
        VONAGE_API_KEY: vonage.account.apiKey,
        VONAGE_API_SECRET: vonage.account.apiSecret,
        VONAGE_SIGNATURE_SECRET: 'a signature secret of forty-two characters',
        VONAGE_API_BASE: vonage.base,
      },
    })
    const portal = await signIn(world, (await addMerchant(world)).email)
    t.equal((await portal.get('/messages-locaux')).statusCode, 404)

    const byEmail = await createRequest(portal, { email: 'lea.martin@courriel.example' })
    const link = await permalinkOf(portal, byEmail)
    const mailTo = (to: string, subject: RegExp) =>
      eventually(async () =>
        relay.taken.find((one) => one.to.includes(to) && subject.test(one.mail.subject ?? '')),
      )
    const { mail } = await mailTo('lea.martin@courriel.example', /Atelier Lumière vous demande 249,00/)
    t.match(mail.from?.value, [{ address: 'ne-pas-repondre@acquit.example', name: 'Atelier Lumière' }])
    t.match(mail.replyTo?.value, [{ address: 'contact@atelier.example' }])
    t.ok(mail.text?.includes(link))
    t.ok(String(mail.html).includes(link))

    const bySms = await createRequest(portal, { channel: 'sms', email: '', phone: '06 12 34 56 78' })
    const text = await eventually(async () => vonage.sent[0])
    t.match(text, { to: '33612345678', from: 'ATELIER' })
    t.ok(text.text.includes(await permalinkOf(portal, bySms)))
    const known = await world.deps.db
      .selectFrom('messages')
      .select('id')
      .where('request_id', '=', bySms)
      .execute()
    t.equal(text.client_ref, known[0]?.id)

    await createClient(world).post(`${link}/paiement`, goodCard)
    await mailTo('lea.martin@courriel.example', /Reçu/)
    await mailTo('contact@atelier.example', /Paiement reçu/)
  },
)
