import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { linkTo, tokenOf } from './fixtures/accounts/mailbox.ts'
import { origin, startWorld } from './fixtures/app.ts'
import { createClient } from './fixtures/client.ts'

const world = await startWorld(t)
const password = 'trois perles de nacre bleue'
const who = ['--name', 'Inès Caron', '--trade-name', 'Verrerie du Port']

t.test('an operator opens a merchant for somebody, who is sent a link to choose a password', async (t) => {
  const email = 'ines@verrerie.example'
  const { code, output } = await run('--email', 'Ines@verrerie.example', ...who)
  t.match([code, output], [0, 'Verrerie du Port is open: ines@verrerie.example is sent a link'])
  const visitor = createClient(world)
  t.equal((await visitor.post('/connexion', { email, password })).statusCode, 422)
  const link = await linkTo(world, email)
  t.match((await visitor.get(link)).body, 'ines@verrerie.example')
  await visitor.post('/mot-de-passe/nouveau', { token: tokenOf(link), password })
  t.equal((await visitor.post('/connexion', { email, password })).statusCode, 303)
  t.match((await visitor.get('/paiements')).body, 'Verrerie du Port')

  const again = await run('--email', email, ...who)
  t.match([again.code, again.errors], [1, 'has an account already'])
})

t.test('or is given the link, where e-mail does not leave yet', async (t) => {
  const { code, output } = await run('--email', 'lien@verrerie.example', ...who, '--print-link')
  t.equal(code, 0)
  t.match(output, new RegExp(`^${origin}/mot-de-passe/nouveau\\?token=\\w{22}\n$`))
  t.equal((await createClient(world).get(output.trim().slice(origin.length))).statusCode, 200)
})

t.test('what is missing or wrong is named, with how to say it; nothing is asked', async (t) => {
  const bare = await run()
  t.equal(bare.code, 1)
  for (const part of [
    '--email should be',
    '--name should be',
    '--trade-name should be',
    'npm run merchant:create',
  ])
    t.match(bare.errors, part)
  const wrong = await run('--email', 'ines@', '--name', 'Inès', '--trade-name', 'x'.repeat(61))
  t.match(wrong.errors, /^--email should be [^\n]+\n--trade-name should be [^\n]+60 characters/)
  t.match((await run('--colour', 'red')).errors, /--colour[\s\S]*npm run merchant:create/)
})

t.test('a name that reads as something else is refused too (S67)', async (t) => {
  const wrong = [
    '--email',
    'lien2@verrerie.example',
    '--name',
    'Acquit',
    '--trade-name',
    'evil.example/impots',
  ]
  const { code, errors } = await run(...wrong)
  t.equal(code, 1)
  t.match(errors, /^--name should be [^\n]+alphabets\n--trade-name should be [^\n]+no link/)
})

async function run(...args: string[]) {
  const command = spawn(process.execPath, ['src/create-merchant.ts', ...args], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      ...process.env,
      DATABASE_URL: world.deps.databaseUrl,
      PUBLIC_URL: origin,
      APP_SECRET: 'x'.repeat(32),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, errors] = await Promise.all([
    text(command.stdout),
    text(command.stderr),
    once(command, 'close'),
  ])
  return { code: command.exitCode, output, errors }
}
