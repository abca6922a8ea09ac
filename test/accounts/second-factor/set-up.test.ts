import t from 'tap'
import { codeAt } from '../../../src/accounts/second-factor/totp.ts'
import { addCareful, codeNow, isIn } from '../../fixtures/accounts/careful.ts'
import { addMerchant, eventually, startWorld } from '../../fixtures/app.ts'
import { signIn } from '../../fixtures/client.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'

const world = await startWorld(t)
const { db } = world.deps

t.beforeEach(() => forgetCounts(world))

t.test(
  'setting it up shows a QR code and its key, and counts once a first code is right (S29)',
  async (t) => {
    const { email, userId } = await addMerchant(world)
    const client = await signIn(world, email)
    const { body } = await client.post('/compte/second-facteur', { change: 'app' })
    t.match(body, /<svg/)
    const secret = /id="secret"[^>]*>([A-Z2-7 ]+)</.exec(body)![1]!.replaceAll(' ', '')
    const sealed = /name="sealed" value="(\w+)"/.exec(body)![1]!
    const activate = (code: string) => client.post('/compte/second-facteur/activation', { sealed, code })
    for (const wrong of ['', '000000', '12345']) {
      const answer = await activate(wrong)
      t.equal(answer.statusCode, 422)
      t.match(answer.body, secret.slice(0, 4), 'the same key again')
    }
    t.strictSame(
      await db.selectFrom('second_factors').selectAll().where('user_id', '=', userId).execute(),
      [],
    )
    const code = codeAt(secret, codeNow())
    const answer = await activate(`${code.slice(0, 3)} ${code.slice(3)}`)
    t.equal(answer.statusCode, 200)
    t.equal(answer.body.match(/\b\w{4}(-\w{4}){5}\b/g)?.length, 10)
    t.match((await client.get('/compte')).body, /Activée/)
    t.notMatch((await client.get('/compte/second-facteur')).body, /\b\w{4}(-\w{4}){5}\b/, 'never shown again')
    const told = await eventually(async () =>
      db.selectFrom('local_messages').selectAll().where('recipient', '=', email).executeTakeFirst(),
    )
    t.match(told, { subject: /double authentification de votre compte Acquit est activée/ })
  },
)

t.test('the key and the recovery codes cannot be read in the database, or in the log (S29)', async (t) => {
  const { secret, codes, userId } = await addCareful(world)
  const factor = await db.selectFrom('second_factors').selectAll().where('user_id', '=', userId).execute()
  const hashes = await db.selectFrom('recovery_codes').selectAll().where('user_id', '=', userId).execute()
  t.equal(hashes.length, 10)
  const kept = JSON.stringify([factor, hashes])
  for (const one of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
    t.notOk(kept.includes(one) || world.log.join('').includes(one))
})

t.test('a QR code is confirmed within 15 minutes, by the person it was shown to (S29)', async (t) => {
  const { client, sealed, secret } = await addCareful(world)
  const thief = await signIn(world, (await addMerchant(world)).email)
  const code = codeAt(secret, codeNow())
  for (const body of [{ sealed, code }, { sealed: 'ffff', code }, { code }])
    t.equal((await thief.post('/compte/second-facteur/activation', body)).statusCode, 409)
  const real = Date.now
  t.teardown(() => Object.assign(Date, { now: real }))
  Date.now = () => real() + 3_600_000
  const inTime = await client.post('/compte/second-facteur/activation', { sealed, code })
  t.equal(inTime.statusCode, 200, 'by the database’s clock')
})

t.test('switched off, the password is enough again, and one is told by e-mail (S29)', async (t) => {
  const { email, client } = await addCareful(world)
  const answer = await client.post('/compte/second-facteur', { change: 'removal' })
  t.match(answer, { statusCode: 303, headers: { location: '/compte' } })
  t.match((await client.get('/compte')).body, /La double authentification est désactivée\./)
  t.ok(await isIn(await signIn(world, email)))
  await eventually(async () => {
    const letters = await db
      .selectFrom('local_messages')
      .select('subject')
      .where('recipient', '=', email)
      .execute()
    return letters.some(({ subject }) => /désactivée/.test(subject!))
  })
})
