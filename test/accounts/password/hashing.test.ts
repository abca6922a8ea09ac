import { scryptSync } from 'node:crypto'
import { hashPassword as hashAsBetterAuth } from 'better-auth/crypto'
import t from 'tap'
import { hashPassword, verifyPassword } from '../../../src/accounts/password/hashing.ts'
import { addMerchant, password, startWorld } from '../../fixtures/app.ts'
import { createClient, createRequest, permalinkOf, signIn } from '../../fixtures/client.ts'
import { postBody } from '../../fixtures/security/wire.ts'

// https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html: log2 N, r, p.
const owasp = ['17,8,1', '16,8,2', '15,8,3', '14,8,5', '13,8,10']

t.test('a password is kept as scrypt at OWASP’s parameters, with a salt of its own (S25)', async (t) => {
  const kept = await hashPassword(password)
  const [, name, parameters, salt, key] = kept.split('$')
  t.equal(name, 'scrypt')
  const [ln, r, p] = parameters!.match(/\d+/g)!.map(Number)
  t.ok(owasp.includes(`${ln},${r},${p}`))
  const options = { N: 2 ** ln!, r: r!, p: p!, maxmem: 2 ** 28 }
  const derived = scryptSync(password, Buffer.from(salt!, 'base64'), 64, options)
  t.equal(Buffer.from(key!, 'base64').compare(derived), 0, 'it is what it says')
  t.equal(Buffer.from(salt!, 'base64').length, 16)
  t.not(await hashPassword(password), kept)
})

t.test(
  'better-auth’s own scrypt is less work than OWASP asks; what it has kept still signs in (S25)',
  async (t) => {
    const hash = await hashAsBetterAuth(password)
    const [salt, key] = hash.split(':')
    const options = { N: 2 ** 14, r: 16, p: 1, maxmem: 2 ** 26 }
    t.equal(scryptSync(password, salt!, 64, options).toString('hex'), key)
    t.ok(options.N * options.r * options.p < 2 ** 14 * 8 * 5, 'less than the least on the list')
    t.ok(await verifyPassword({ hash, password }))
    t.notOk(await verifyPassword({ hash, password: `${password}!` }))
  },
)

t.test(
  'every character counts, and a password is the same however its letters are encoded (S24)',
  async (t) => {
    const long = 'é'.repeat(128)
    const hash = await hashPassword(long)
    t.ok(await verifyPassword({ hash, password: long.normalize('NFD') }))
    t.notOk(await verifyPassword({ hash, password: `${long.slice(0, 127)}e` }))
  },
)

t.test('200 people sign in at once', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const { email } = await addMerchant(world)
  const portal = await signIn(world, email)
  const link = await permalinkOf(portal, await createRequest(portal))

  let answered = 0
  const tries = Array.from({ length: 200 }, async (_, n) => {
    const fields = new URLSearchParams({ email: `foule${n}@courriel.example`, password })
    const answer = await postBody(world, '/connexion', fields.toString(), { from: `10.8.0.${n}` })
    answered += 1
    return answer
  })

  await t.test('the pay page is served while their passwords wait to be hashed (S25)', async (t) => {
    const customer = createClient(world)
    for (let visits = 0; visits < 20; visits += 1) t.equal((await customer.get(link)).statusCode, 200)
    t.ok(answered < 200, 'none of the 20 waited for the 200')
  })

  await t.test(
    'those who cannot be served soon are told so at once; the others are, one after another (S25)',
    async (t) => {
      const answers = await Promise.all(tries)
      const statuses = new Set(answers.map(({ statusCode }) => statusCode))
      t.strictSame([...statuses].sort(), [422, 503])
      const told = answers.find(({ statusCode }) => statusCode === 503)!
      t.ok(Number(told.headers['retry-after']) > 0)
      t.equal(
        (await createClient(world).post('/connexion', { email, password })).statusCode,
        303,
        'then it is quiet',
      )
    },
  )
})
