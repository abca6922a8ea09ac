import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import { host, openSocket, rawGet } from '../fixtures/security/wire.ts'

const traversals = [
  '/public/../package.json',
  '/public/../../etc/passwd',
  '/public/%2e%2e/package.json',
  '/public/%2e%2e%2fpackage.json',
  '/public/..%2fpackage.json',
  '/public/..%5cpackage.json',
  '/public/..\\package.json',
  '/public/....//package.json',
  '/public/%252e%252e/package.json',
  '/public/%00/../package.json',
  '/public/site.css%00.html',
  '/public//etc/passwd',
  '/public/%2fetc%2fpasswd',
  '/public/./../src/server.ts',
  '/../package.json',
  '//package.json',
  '/%2e%2e/package.json',
]
const privateFiles = [
  '/.env',
  '/.git/config',
  '/.git/HEAD',
  '/package.json',
  '/package-lock.json',
  '/src/server.ts',
  '/views/requests/list.eta',
  '/migrations',
  '/node_modules/fastify/package.json',
  '/var/app-secret',
  '/public/.env',
  '/public/.well-known/x',
  '/public/.git/config',
  '/server-status',
  '/metrics',
  '/documentation',
  '/api/auth/sign-in/email',
  '/api/auth/get-session',
  '/.well-known/security.txt.bak',
]
const listings = ['/public', '/public/', '/public/./', '/views/', '/src/']

t.test('closed doors', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const write = await openSocket(world)
  const statusOf = (answer: string) => Number(answer.slice(9, 12))

  t.test('no path leads out of public/ (S42)', async (t) => {
    for (const target of traversals) {
      const answer = await write(rawGet(target))
      t.ok([400, 403, 404].includes(statusOf(answer)), `${target} answers ${statusOf(answer)}`)
      t.notMatch(answer, /"dependencies"|root:x:|runProcess/, target)
    }
  })

  t.test('dot-files, sources, and other people’s back doors are not there (S42)', async (t) => {
    for (const target of privateFiles) {
      const answer = await write(rawGet(target))
      t.ok([403, 404].includes(statusOf(answer)), `${target} answers ${statusOf(answer)}`)
    }
  })

  t.test('no folder is listed (S42)', async (t) => {
    for (const target of listings) {
      const answer = await write(rawGet(target))
      t.ok([403, 404].includes(statusOf(answer)), `${target} answers ${statusOf(answer)}`)
      t.notMatch(answer, /site\.css<|Index of/)
    }
  })

  t.test('TRACE, TRACK, CONNECT and made-up methods are refused and echo nothing (S42)', async (t) => {
    for (const method of ['TRACE', 'TRACK', 'CONNECT', 'PROPFIND', 'DELETE', 'PUT', 'PATCH', 'PURGE']) {
      for (const target of ['/', '/paiements', '/public/site.css']) {
        const canary = 'X-Canary: echo-canary\r\nCookie: a=cookie-canary'
        const answer = await write(
          `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n${canary}\r\nConnection: close\r\n\r\n`,
        )
        t.notMatch(answer, /echo-canary|cookie-canary/, `${method} ${target}`)
        t.ok(answer === '' || statusOf(answer) >= 400, `${method} ${target} answers ${statusOf(answer)}`)
      }
    }
  })

  t.test(
    'two lengths, or a length beside chunks, are refused: no request hides in another (S42)',
    async (t) => {
      const head = `POST /connexion HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\n`
      const smuggled = `GET /sante HTTP/1.1\r\nHost: ${host}\r\n\r\n`
      for (const lengths of [
        'Content-Length: 3\r\nContent-Length: 5\r\n',
        'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n',
      ]) {
        const answer = await write(`${head}${lengths}\r\n0\r\n\r\n${smuggled}`)
        t.equal(statusOf(answer), 400, lengths)
        t.equal(answer.match(/HTTP\/1\.1/g)!.length, 1)
      }
    },
  )

  t.test('the health page says ok and no more, to anyone (S65)', async (t) => {
    const portal = await signIn(world, (await addMerchant(world)).email)
    const { body, headers, statusCode } = await portal.get('/sante', {
      headers: { host: 'anything.example' },
    })
    t.equal(statusCode, 200)
    t.equal(body, 'ok')
    t.match(headers['content-type'], /text\/plain/)
  })

  t.test('a request that is not HTTP is refused without a word about the server (S41)', async (t) => {
    const answer = await write('BONJOUR\r\n\r\n')
    t.equal(statusOf(answer), 400)
    t.notMatch(answer, /fastify|node|FST_/i)
  })
})
