import t from 'tap'
import { assets } from '../../src/web/assets.ts'
import { startWorld } from '../fixtures/app.ts'
import { createClient } from '../fixtures/client.ts'

t.test(
  'the sheet in a colour is ours but for a few colours, and no other name is answered (S9)',
  async (t) => {
    const client = createClient(await startWorld(t, { jobs: false }))
    const { body, headers } = await client.get('/public/pay/b4232a.css')
    const withoutAccent = (sheet: string) =>
      sheet.replaceAll(/--(accent|accent-deep|wash|on-accent):#[0-9a-f]{6};/g, '--$1;')
    t.equal(withoutAccent(body), withoutAccent(String(assets.get('pay.css'))))
    t.match(body, '--accent:#b4232a;')
    t.match(headers, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    for (const name of [
      'B4232A.css',
      'b4232a',
      'b42.css',
      'red.css',
      'b4232a.css.map',
      '%7B%7D.css',
      '..%2Fsite.css',
    ])
      t.equal((await client.get(`/public/pay/${name}`)).statusCode, 404, name)
  },
)
