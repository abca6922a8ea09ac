import t from 'tap'
import { deliverMessage } from '../../src/messages/deliver.ts'
import { takeMessageReport } from '../../src/messages/report.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { type Client, createRequest, htmx, signIn } from '../fixtures/client.ts'
import { validateHtml } from '../fixtures/html-validate.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps

let made = 0
const newPortal = async () => signIn(world, (await addMerchant(world)).email)

async function sentRequest(portal: Client, fields = {}) {
  made += 1
  const id = await createRequest(portal, { email: `client${made}@courriel.example`, ...fields })
  await deliverAll(id)
  return id
}

/** What the jobs would do. */
async function deliverAll(id: string) {
  const queued = db.selectFrom('messages').select('id').where('request_id', '=', id)
  for (const message of await queued.where('status', '=', 'queued').execute())
    await deliverMessage(world.deps, message.id)
}

async function lastAsk(id: string) {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('request_id', '=', id)
    .where('purpose', '=', 'request')
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow()
}

type Fate = 'bounced' | 'failed' | 'uncertain' | 'delivered'
async function tell(id: string, fate: Fate, suppresses = false) {
  const { id: messageId } = await lastAsk(id)
  // An uncertain message has not been seen to leave.
  if (fate === 'uncertain')
    await db.updateTable('messages').set({ status: 'sending' }).where('id', '=', messageId).execute()
  const reason = fate === 'bounced' || fate === 'failed' ? ('mailbox_full' as const) : null
  const report = { provider: 'postmark', ref: undefined, messageId, fate, reason, suppresses } as const
  made += 1
  await takeMessageReport(db, { ...report, eventId: `event-${made}` })
}

const rowsOf = (body: string) => body.match(/<tr id="pay_.*?<\/tr>/gs) ?? []
const rowOf = (body: string, id: string) => rowsOf(body).find((row) => row.includes(id))!
const headOf = (body: string) => /(Plus de )?(\d+) demandes? à vérifier/.exec(body)?.[0]

t.test('a list where every message has arrived flags nothing, and says so when asked', async (t) => {
  const portal = await newPortal()
  const id = await sentRequest(portal)
  await tell(id, 'delivered')
  const { body } = await portal.get('/paiements')
  t.equal(headOf(body), undefined)
  t.notMatch(rowOf(body, id), 'data-status="failed"')
  const filtered = await portal.get('/paiements?status=attention')
  t.match(filtered.body, 'Rien à vérifier')
  t.match(filtered.body, /<a [^>]*href="\/paiements"[^>]*>Voir tous les paiements</)
  await validateHtml(t, filtered.body)
})

t.test(
  'a request whose last message has a problem is flagged in words, and still reads as pending',
  async (t) => {
    const portal = await newPortal()
    const flags = { bounced: 'E-mail refusé', failed: 'Non envoyé', uncertain: 'Envoi incertain' } as const
    const ids: string[] = []
    for (const [fate, words] of Object.entries(flags)) {
      const id = await sentRequest(portal)
      ids.push(id)
      await tell(id, fate as Fate)
      const row = rowOf((await portal.get('/paiements')).body, id)
      t.match(row, new RegExp(`data-status="failed">${words}<`), fate)
      t.match(row, /data-status="pending"[^>]*>En attente</, fate)
    }
    const bySms = await sentRequest(portal, { channel: 'sms', phone: '06 12 34 56 78' })
    await tell(bySms, 'bounced')
    const fine = await sentRequest(portal)
    const { body } = await portal.get('/paiements')
    t.match(rowOf(body, bySms), /data-status="failed">SMS refusé</)
    t.notMatch(rowOf(body, fine), 'data-status="failed"')
    t.equal(headOf(body), '4 demandes à vérifier')
    await validateHtml(t, body)

    const filtered = (await portal.get('/paiements?status=attention')).body
    t.equal(rowsOf(filtered).length, 4)
    for (const id of [...ids, bySms]) t.ok(rowOf(filtered, id))
    t.match(filtered, /id="found"[^>]*>4 paiements · /)
    t.match(filtered, 'Votre client n’a pas reçu le dernier message')
    await validateHtml(t, filtered)
  },
)

t.test('the filter stays from page to page', async (t) => {
  const portal = await newPortal()
  const first = await sentRequest(portal)
  const { merchant_id } = await db
    .selectFrom('payment_requests')
    .select('merchant_id')
    .where('id', '=', first)
    .executeTakeFirstOrThrow()
  for (let n = 0; n < 30; n += 1) await createRequest(portal, { email: `page${n}@courriel.example` })
  await db
    .updateTable('payment_requests')
    .set({ message_problem: 'bounced' })
    .where('merchant_id', '=', merchant_id)
    .where('id', '!=', first)
    .execute()
  const { body } = await portal.get('/paiements?status=attention')
  const next = /href="(\/paiements\?[^"]+)" rel="next"/.exec(body)![1]!.replaceAll('&amp;', '&')
  t.match(next, /^\/paiements\?status=attention&after=\w+/)
  const second = (await portal.get(next)).body
  t.equal(rowsOf(body).length + rowsOf(second).length, 30)
  t.match(second, /href="\/paiements\?status=attention">Les plus récents</)
  t.notOk(rowOf(second, first))
})

t.test('a flag is gone once the request is sent again, and its message has left', async (t) => {
  const portal = await newPortal()
  const id = await sentRequest(portal)
  await tell(id, 'bounced', true)
  t.equal(headOf((await portal.get('/paiements')).body), '1 demande à vérifier')
  const fields = { channel: 'email', email: 'corrigee@courriel.example' }
  t.equal((await portal.post(`/paiements/${id}/envois`, fields)).statusCode, 303)
  await deliverAll(id)
  const { body } = await portal.get('/paiements')
  t.equal(headOf(body), undefined)
  t.notMatch(rowOf(body, id), 'data-status="failed"')
  t.notMatch((await portal.get(`/paiements/${id}`)).body, 'data-problem')
})

t.test('a request that is over is not flagged', async (t) => {
  const portal = await newPortal()
  const id = await sentRequest(portal)
  await tell(id, 'bounced')
  await portal.post(`/paiements/${id}/annulation`, {})
  const { body } = await portal.get('/paiements')
  t.equal(headOf(body), undefined)
  t.notMatch(rowOf(body, id), 'data-status="failed"')
  const detail = (await portal.get(`/paiements/${id}`)).body
  t.notMatch(detail, 'data-problem')
  t.notMatch(detail, 'id="send-again"')
})

t.test('nobody sees another merchant’s flags (S17)', async (t) => {
  const [portal, stranger] = [await newPortal(), await newPortal()]
  await tell(await sentRequest(portal), 'bounced')
  const { body } = await stranger.get('/paiements?status=attention')
  t.match(body, 'Rien à vérifier')
  t.equal(headOf((await stranger.get('/paiements')).body), undefined)
})

t.test('the detail says what happened to the message and what to do, with the form open', async (t) => {
  const portal = await newPortal()
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
    const id = await sentRequest(portal)
    t.match((await portal.get(`/paiements/${id}`)).body, /<details id="send-again" class="sheet">/)
    await tell(id, fate as Fate)
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
    const portal = await newPortal()
    const id = await sentRequest(portal)
    await tell(id, 'bounced', true)
    const { recipient: email } = await lastAsk(id)
    const other = await sentRequest(portal)
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
  const portal = await newPortal()
  const id = await sentRequest(portal)
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
  const portal = await newPortal()
  const id = await sentRequest(portal)
  const { recipient: email } = await lastAsk(id)
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
  const portal = await newPortal()
  const id = await sentRequest(portal)
  await tell(id, 'bounced')
  await deliverAll(id)
  await portal.post(`/paiements/${id}/annulation`, {})
  await deliverAll(id)
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
