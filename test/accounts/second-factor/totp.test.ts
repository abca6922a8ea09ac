import t from 'tap'
import { codeAt, encodeBits, findStep, keyUri, newSecret } from '../../../src/accounts/second-factor/totp.ts'

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
// RFC 6238, appendix B, and RFC 4226, appendix D: the same key.
const secret = encodeBits(Buffer.from('12345678901234567890'), base32)

t.test('codes are those of RFC 6238 and RFC 4226 (S29)', async (t) => {
  const published = { 59: '287082', 1111111109: '081804', 1111111111: '050471', 1234567890: '005924' }
  for (const [seconds, code] of Object.entries(published))
    t.equal(codeAt(secret, Math.floor(Number(seconds) / 30)), code)
  t.strictSame(
    [0, 1, 2, 3, 4, 5].map((step) => codeAt(secret, step)),
    ['755224', '287082', '359152', '969429', '338314', '254676'],
  )
})

t.test('a code is right 30 seconds early or late, and no more (S29)', async (t) => {
  const step = 37_037_036
  const at = (seconds: number) => findStep(secret, '081804', new Date((step * 30 + seconds) * 1000))
  t.strictSame([-30, 0, 29, 30, 59].map(at), [step, step, step, step, step])
  t.strictSame([-31, 60].map(at), [undefined, undefined])
  for (const wrong of ['', '08180', '0818040', '-81804', 'abcdef'])
    t.equal(findStep(secret, wrong, new Date(step * 30_000)), undefined)
})

t.test('a secret has 160 bits, and no two are the same', async (t) => {
  const secrets = new Set(Array.from({ length: 1000 }, newSecret))
  t.equal(secrets.size, 1000)
  for (const one of secrets) t.match(one, /^[A-Z2-7]{32}$/)
})

t.test('what an app reads names the brand and the account, whatever their letters', async (t) => {
  const uri = new URL(keyUri(secret, 'Café & Cie', 'a+b@exemple.fr'))
  t.match(uri, { protocol: 'otpauth:', host: 'totp' })
  t.equal(decodeURIComponent(uri.pathname), '/Café & Cie:a+b@exemple.fr')
  t.strictSame(Object.fromEntries(uri.searchParams), { secret, issuer: 'Café & Cie' })
})
