import t from 'tap'
import { startWorld } from '../fixtures/app.ts'
import { htmx } from '../fixtures/client.ts'
import { validateHtml } from '../fixtures/html-validate.ts'
import {
  deliverAll,
  type Fate,
  findLastAsk,
  newPortal,
  reportFate,
  sentRequest,
} from '../fixtures/messages/lost.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps

t.test('the detail says what happened to the message and what to do, with the form open', async (t) => {
  const portal = await newPortal(world)
  const texts = {
    bounced: [
      'Notre message à',
      'nous est revenu. La boîte du destinataire est pleine.',
      'Vérifiez l’adresse',
    ],
    failed: [
      'Notre message à',
      'n’est pas parti. La boîte du destinataire est pleine.',
      'Vérifiez l’adresse',
    ],
    uncertain: ['Nous ne savons pas si le message à', 'Attendez quelques minutes'],
  }
  for (const [fate, words] of Object.entries(texts)) {
    const id = await sentRequest(world, portal)
    t.match((await portal.get(`/paiements/${id}`)).body, /<details id="send-again" class="sheet">/)
    await reportFate(db, id, fate as Fate)
    const { body } = await portal.get(`/paiements/${id}`)
    const [banner = ''] =
      new RegExp(`<section[^>]* data-problem="${fate}".*?</section>`, 's').exec(body) ?? []
    for (const text of words) t.match(banner.replace(/\s+/g, ' '), text)
    t.match(body, /<details id="send-again" class="sheet" open>/)
    await validateHtml(t, body)
  }
})

t.test(
  'an address that gave a message back is written to again only once it was checked (L10)',
  async (t) => {
    const portal = await newPortal(world)
    const id = await sentRequest(world, portal)
    await reportFate(db, id, 'bounced', true)
    const { recipient: email } = await findLastAsk(db, id)
    const other = await sentRequest(world, portal)
    for (const headers of [{}, htmx]) {
      const { statusCode, body } = await portal.post(
        `/paiements/${other}/envois`,
        { channel: 'email', email },
        { headers },
      )
      t.equal(statusCode, 422)
      t.equal(body.includes('<html'), headers !== htmx)
      t.match(body, /id="email-problem">Un message à ce destinataire a été refusé\./)
      t.match(body, `value="${email}"`)
      t.match(body, /name="checked" value="on"[^>]*> J’ai vérifié cette adresse</)
      t.match(body, 'La boîte du destinataire est pleine. Cochez')
      if (headers !== htmx) await validateHtml(t, body)
    }
    const answer = await portal.post(
      `/paiements/${other}/envois`,
      { channel: 'email', email, checked: 'on' },
      { headers: htmx },
    )
    t.equal(answer.statusCode, 200)
    t.match(answer.body, /^\s*<div id="request">/)
    t.match(answer.body, 'La demande est renvoyée à votre client.')
  },
)

t.test('the refused fields of sending again keep what was typed', async (t) => {
  const portal = await newPortal(world)
  const id = await sentRequest(world, portal)
  const table = {
    email: [{ channel: 'email', email: 'a@b, c@d' }, 'Saisissez une seule adresse e-mail complète'],
    phone: [{ channel: 'sms', phone: '01 42 68 53 00' }, 'Ce numéro ne reçoit pas de SMS'],
    channel: [{ channel: 'fax' }, 'Choisissez comment joindre votre client'],
  } as const
  for (const [field, [fields, sentence]] of Object.entries(table)) {
    const { statusCode, body } = await portal.post(`/paiements/${id}/envois`, fields)
    t.equal(statusCode, 422)
    t.match(body, new RegExp(`id="${field}-problem">${sentence}`))
    t.match(body, '<details id="send-again" class="sheet" open>')
    if (field !== 'channel') t.match(body, `value="${Object.values(fields)[1]}"`)
    await validateHtml(t, body)
  }
})

t.test('too many messages to one address are said beside it, with when to come back (S60)', async (t) => {
  const portal = await newPortal(world)
  const id = await sentRequest(world, portal)
  const { recipient: email } = await findLastAsk(db, id)
  const send = async () => {
    const answer = await portal.post(`/paiements/${id}/envois`, { channel: 'email', email })
    await db.updateTable('messages').set({ status: 'sent' }).where('request_id', '=', id).execute()
    return answer
  }
  let answer = await send()
  for (let times = 0; times < 9 && answer.statusCode === 303; times += 1) answer = await send()
  t.equal(answer.statusCode, 429)
  t.ok(Number(answer.headers['retry-after']) > 0)
  t.match(answer.body, /id="email-problem">Cinq messages sont partis .* Réessayez dans /)
  t.match(answer.body, `value="${email}"`)
})

t.test('the history names each message by what it is for, and why it was lost', async (t) => {
  const portal = await newPortal(world)
  const id = await sentRequest(world, portal)
  await reportFate(db, id, 'bounced')
  await deliverAll(world, id)
  await portal.post(`/paiements/${id}/annulation`, {})
  await deliverAll(world, id)
  const { body } = await portal.get(`/paiements/${id}`)
  const titles = Array.from(
    body.matchAll(/<li data-event[^>]*>\s*<div>\s*<strong>([^<]+)</g),
    ([, title]) => title,
  )
  t.strictSame(titles.slice(-5), [
    'Demande annulée',
    'Avis de non-remise envoyé à votre équipe',
    'E-mail refusé',
    'E-mail envoyé',
    'Demande créée',
  ])
  t.match(/data-event="message_bounced".*?<\/li>/s.exec(body)![0], 'La boîte du destinataire est pleine.')
})
