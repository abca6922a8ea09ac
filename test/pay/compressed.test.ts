import { brotliDecompressSync } from 'node:zlib'
import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, permalinkOf, signIn } from '../fixtures/client.ts'

t.test('the pay page comes compressed to who asks for it so, and plain to others (P8)', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const merchant = await addMerchant(world)
  const client = await signIn(world, merchant.email)
  const path = await permalinkOf(client, await createRequest(client))
  const customer = createClient(world)
  const plain = await customer.get(path, { headers: { 'accept-encoding': 'gzip' } })
  t.equal(plain.headers['content-encoding'], undefined)
  const small = await customer.get(path, { headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } })
  t.equal(small.headers['content-encoding'], 'br')
  t.equal(Number(small.headers['content-length']), small.rawPayload.length)
  t.ok(small.rawPayload.length < plain.rawPayload.length / 2)
  t.equal(brotliDecompressSync(small.rawPayload).toString(), plain.body)
  for (const { headers } of [plain, small]) t.match(headers.vary, 'Accept-Encoding')
})
