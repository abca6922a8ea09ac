/** Each check of the doctor, on a machine that is broken in one way. */
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { checkClock, readDateOf } from '../../src/doctor/clock.ts'
import { exitCodeOf, fine, look } from '../../src/doctor/finding.ts'
import { checkBackups, checkDisk } from '../../src/doctor/machine.ts'
import { checkDkim, checkDmarc, checkReturnPath, checkSpf } from '../../src/doctor/mail-domain.ts'
import { checkProxy, checkPublicAddress } from '../../src/doctor/public-address.ts'
import { operator } from '../fixtures/config.ts'
import { listen } from '../fixtures/listen.ts'

const later = (seconds: number) => async () => new Date(Date.now() + seconds * 1000)

t.test('a clock may differ by seconds, not by minutes', async (t) => {
  t.match(await checkClock('the database', later(1)), { level: 'fine' })
  t.match(await checkClock('the database', later(20)), {
    level: 'doubtful',
    said: /20 s behind that of the database/,
  })
  t.match(await checkClock('the database', later(-90)), {
    level: 'wrong',
    said: /90 s ahead of/,
    mend: /time server/,
  })
})

t.test('the time is what a web server’s Date says', async (t) => {
  const origin = await serve((_req, res) => res.setHeader('date', 'Sat, 28 Nov 2026 06:00:00 GMT').end())
  t.strictSame(await readDateOf(origin), new Date('2026-11-28T06:00:00Z'))
})

t.test('the public address must answer, and be this service', async (t) => {
  const check = async (listener: RequestListener) =>
    checkPublicAddress({ publicUrl: await serve(listener), operator })
  t.match(await check((_req, res) => res.end(`Contact : ${operator.supportEmail}`)), { level: 'fine' })
  for (const [listener, said, mend] of [
    [(_req, res) => res.end('It works!'), /is not this service/, /PUBLIC_URL/],
    [(_req, res) => res.writeHead(421).end(), /the name is not its own/, /Host header/],
    [(_req, res) => res.writeHead(502).end(), /reaches no service/, /Start the service/],
    [
      (_req, res) => res.writeHead(301, { location: 'https://payer.example/' }).end(),
      /leads to https:/,
      /PUBLIC_URL/,
    ],
  ] satisfies [RequestListener, RegExp, RegExp][])
    t.match(await check(listener), { level: 'wrong', said, mend })
  const away = await checkPublicAddress({ publicUrl: 'http://127.0.0.1:1', operator })
  t.match(away, { level: 'wrong', said: /does not answer \((ECONNREFUSED|bad port)\)/ })
})

t.test('behind a proxy that is not named, all visitors share one limit', async (t) => {
  const publicUrl = 'https://payer.example'
  t.match(await checkProxy({ publicUrl, trustProxy: [] }), { level: 'doubtful', mend: /TRUST_PROXY/ })
  t.match(await checkProxy({ publicUrl, trustProxy: ['127.0.0.1'] }), { level: 'fine' })
})

t.test('the domain of e-mails must say in DNS who sends for it', async (t) => {
  const dns = (records: Record<string, string[]>) => {
    const resolve = async (name: string) => {
      const found = records[name]
      if (!found) throw Object.assign(new Error('not there'), { code: 'ENOTFOUND' })
      return found
    }
    return {
      resolveCname: resolve,
      resolveTxt: async (name: string) => (await resolve(name)).map((text) => [text]),
    }
  }
  const domain = 'pay.example.fr'
  const whole = dns({
    [domain]: ['other=1', 'v=spf1 include:spf.mtasv.net -all'],
    '_dmarc.example.fr': ['v=DMARC1; p=reject'],
    [`pm._domainkey.${domain}`]: ['k=rsa; p=MIGf'],
    [`pm-bounces.${domain}`]: ['pm.mtasv.net'],
  })
  const none = dns({})
  for (const check of [checkSpf, checkDmarc, checkDkim, checkReturnPath]) {
    t.match(await check(whole, domain), { level: 'fine' }, check.name)
    const { level, mend } = await check(none, domain)
    t.equal(level, check === checkDmarc ? 'wrong' : 'doubtful')
    t.match(mend, 'docs/messages.md')
  }
  t.match(await checkSpf(dns({ [domain]: ['v=spf1 +all'] }), domain), { level: 'wrong', said: /anybody/ })
  t.match(await checkSpf(dns({ [domain]: ['v=spf1 -all', 'v=spf1 -all'] }), domain), {
    level: 'wrong',
    said: /2 SPF/,
  })
  const watching = dns({ [`_dmarc.${domain}`]: ['v=DMARC1; p=none'] })
  t.match(await checkDmarc(watching, domain), { level: 'doubtful', mend: /p=quarantine/ })
})

t.test('a name server that does not answer is a doubt, not an absence', async (t) => {
  const fails = async () => {
    throw Object.assign(new Error('queryTxt ETIMEOUT pay.example'), { code: 'ETIMEOUT' })
  }
  const found = await look('SPF', () => checkSpf({ resolveTxt: fails, resolveCname: fails }, 'pay.example'))
  t.match(found, { level: 'doubtful', said: 'SPF could not be looked at (queryTxt ETIMEOUT pay.example)' })
})

t.test('backups must be there, and of today', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'acquit-backups-'))
  t.teardown(() => rm(folder, { recursive: true }))
  t.match(await checkBackups(folder), { level: 'wrong', said: /holds no backup/ })
  await writeFile(join(folder, 'acquit.dump'), '')
  t.match(await checkBackups(folder), { level: 'fine', said: /0 hours old/ })
  const old = Date.now() / 1000 - 30 * 3600
  await utimes(join(folder, 'acquit.dump'), old, old)
  t.match(await checkBackups(folder), { level: 'wrong', said: /30 hours old/, mend: /backup/ })
})

t.test('the disk is told with its share, and the worst finding is the exit code', async (t) => {
  t.match(await checkDisk('.'), { said: /GB of the disk of \. are free \(\d+ %\)/ })
  t.equal(exitCodeOf([]), 0)
  t.equal(exitCodeOf([fine(''), { level: 'doubtful', said: '' }]), 1)
  t.equal(exitCodeOf([{ level: 'wrong', said: '' }, fine(''), { level: 'doubtful', said: '' }]), 2)
})

async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(t, createServer(listener))}`
}
