import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { assets } from '../../src/web/assets.ts'
import { startWorld } from '../fixtures/app.ts'
import { createClient } from '../fixtures/client.ts'

/** What customers' browsers run, by hash (PCI DSS 6.4.3, 11.6.1). After an intended change: `npm run manifest`. */
const manifest: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../public.sha256.json'), 'utf8'),
)

t.test('the scripts, styles and images served are those of the manifest, and no others (S9)', async (t) => {
  const served = Array.from(assets, ([name, body]) => [name, sha256(body)])
  t.strictSame(Object.fromEntries(served), manifest)
})

t.test(
  'what is on the wire is what is in the manifest, under a policy that admits nothing else (S9)',
  async (t) => {
    const client = createClient(await startWorld(t, { jobs: false }))
    for (const [name, hash] of Object.entries(manifest)) {
      const answer = await client.get(`/public/${name}`)
      t.equal(sha256(answer.rawPayload), hash, name)
      t.match(
        answer.headers['content-security-policy'],
        /default-src 'none'; script-src 'self'; style-src 'self'/,
      )
    }
  },
)

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
