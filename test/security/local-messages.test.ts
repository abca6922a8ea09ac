import t from 'tap'
import { startWorld } from '../fixtures/app.ts'
import { host } from '../fixtures/security/wire.ts'

const pages = ['/messages-locaux', '/messages-locaux.json', '/messages-locaux/1']

t.test('messages kept locally are not shown when the service has a public address (S73)', async (t) => {
  const world = await startWorld(t, { jobs: false, env: { PUBLIC_URL: 'https://essai.acquit.example' } })
  for (const url of pages)
    for (const name of ['essai.acquit.example', 'localhost', '127.0.0.1'])
      t.equal((await world.app.inject({ url, headers: { host: name } })).statusCode, 404, `${name}${url}`)
})

t.test('nor to another machine that calls this one localhost (S73)', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const ask = (url: string, remoteAddress: string) =>
    world.app.inject({ url, remoteAddress, headers: { host } })
  for (const url of pages)
    for (const from of ['192.0.2.1', '2001:db8::1', '::ffff:192.0.2.1'])
      t.equal((await ask(url, from)).statusCode, 404, `${from} ${url}`)
  for (const from of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    t.equal((await ask('/messages-locaux', from)).statusCode, 200, from)
})
