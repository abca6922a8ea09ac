import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, password, startWorld, type World } from '../fixtures/app.ts'
import { spoofed } from '../fixtures/security/spoofed.ts'
import { form, host, postBody, waitForRoom } from '../fixtures/security/wire.ts'

const world = await startWorld(t)
const { deps } = world
const merchant = await addMerchant(world)

t.test('without TRUST_PROXY no forwarded address counts: not in limits, not in the log (S61)', async (t) => {
  await waitForRoom(60)
  const address = '10.1.1.1'
  for (let n = 0; n < 31; n += 1) await unknownLink(world, address, { 'x-forwarded-for': `7.7.7.${n}` })
  t.equal((await unknownLink(world, address, { 'x-forwarded-for': '7.7.8.1' })).statusCode, 429)
  await postBody(world, '/connexion', credentials('x@y.fr'), { headers: spoofed, from: address })
  t.notMatch(world.log.join('\n'), /6\.6\.6\.6|7\.7\.7\./)
})

t.test('a session does not remember a made-up address (S61)', async (t) => {
  await postBody(world, '/connexion', credentials(merchant.email), { headers: spoofed, from: '10.1.1.2' })
  const { rows } = await sql<{ ip_address: string }>`select ip_address from sessions`.execute(deps.db)
  t.notOk(rows.some(({ ip_address }) => ip_address === '6.6.6.6'))
})

t.test('with TRUST_PROXY forwarded addresses count, from that proxy alone (S61)', async (t) => {
  await waitForRoom(60)
  const trusting = await startWorld(t, { env: { TRUST_PROXY: '10.9.9.9' }, jobs: false })
  for (let n = 0; n < 31; n += 1) await unknownLink(trusting, '10.9.9.9', { 'x-forwarded-for': '8.8.8.8' })
  t.equal((await unknownLink(trusting, '10.9.9.9', { 'x-forwarded-for': '8.8.8.8' })).statusCode, 429)
  t.equal((await unknownLink(trusting, '10.9.9.9', { 'x-forwarded-for': '8.8.8.9' })).statusCode, 404)
  t.equal(
    (await unknownLink(trusting, '10.9.9.9', { 'x-forwarded-for': '9.9.9.1, 8.8.8.8' })).statusCode,
    429,
  )
  t.equal((await unknownLink(trusting, '10.7.7.7', { 'x-forwarded-for': '8.8.8.8' })).statusCode, 404)
  const evilHost = { url: '/connexion', headers: { host, 'x-forwarded-host': 'evil.example' } }
  t.equal((await trusting.app.inject({ ...evilHost, remoteAddress: '10.9.9.9' })).statusCode, 421)
  t.equal((await trusting.app.inject({ ...evilHost, remoteAddress: '10.7.7.7' })).statusCode, 200)
})

t.test('a proto we were not told to believe does not make an https origin ours (S61)', async (t) => {
  const headers = { 'content-type': form, origin: `https://${host}`, 'x-forwarded-proto': 'https', host }
  const answer = await world.app.inject({ method: 'POST', url: '/connexion', headers, payload: '' })
  t.equal(answer.statusCode, 403)
})

t.test('behind a proxy that speaks plain http with us, our origin is that of PUBLIC_URL (S33)', async (t) => {
  const { app } = await startWorld(t, { jobs: false, env: { PUBLIC_URL: 'https://acquit.example' } })
  const answers = { 'https://acquit.example': 422, 'http://acquit.example': 403, null: 403 }
  for (const [origin, status] of Object.entries(answers)) {
    const headers = { host: 'acquit.example', 'content-type': form, origin }
    const answer = await app.inject({ method: 'POST', url: '/connexion', headers, payload: '' })
    t.equal(answer.statusCode, status, origin)
  }
})

const credentials = (email: string) => new URLSearchParams({ email, password }).toString()

function unknownLink({ app }: World, from: string, headers: Record<string, string>) {
  return app.inject({ url: `/p/${'0'.repeat(22)}`, remoteAddress: from, headers: { host, ...headers } })
}
