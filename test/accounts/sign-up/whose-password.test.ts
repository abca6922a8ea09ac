import t from 'tap'
import { lettersTo, linkTo, tokenOf } from '../../fixtures/accounts/mailbox.ts'
import { newEmail, newPassword, signUpForm } from '../../fixtures/accounts/sign-ups.ts'
import { startWorld } from '../../fixtures/app.ts'
import { type Client, createClient, htmx } from '../../fixtures/client.ts'

const world = await startWorld(t)

const pressButton = (visitor: Client, link: string) =>
  visitor.post('/inscription/confirmation', { token: tokenOf(link), password: newPassword })

for (const headers of [{}, htmx])
  t.test(
    `who signs up with another’s address sets no password of what the owner opens${headers === htmx ? ', with htmx' : ''} (S72)`,
    async (t) => {
      const email = newEmail()
      const attacker = createClient(world)
      await attacker.post('/inscription', { ...signUpForm, email })
      const owner = createClient(world)
      const link = await linkTo(world, email)
      for (const [password, problem] of [
        ['', /id="password-problem">Ce mot de passe est trop court/],
        ['Inès Caron Verrerie', /id="password-problem">Ce mot de passe tient surtout à votre nom/],
      ] as const) {
        const fields = { token: tokenOf(link), password }
        const { statusCode, body } = await owner.post('/inscription/confirmation', fields, { headers })
        t.equal(statusCode, 422)
        t.match(body, problem)
        t.match(body, tokenOf(link), 'the same form')
      }
      const own = 'le mien, que personne ne sait'
      const fields = { token: tokenOf(link), password: own }
      t.equal((await owner.post('/inscription/confirmation', fields, { headers })).statusCode, 303)
      t.equal((await attacker.post('/connexion', { email, password: newPassword })).statusCode, 422)
      t.equal((await owner.post('/connexion', { email, password: own })).statusCode, 303)
    },
  )

t.test('the link that is opened counts: nobody’s password gets into somebody else’s account', async (t) => {
  const email = newEmail()
  const owner = createClient(world)
  await owner.post('/inscription', { ...signUpForm, email })
  const link = await linkTo(world, email)
  const attacker = createClient(world)
  await attacker.post('/inscription', { ...signUpForm, email, password: 'un autre mot de passe 8' })
  await lettersTo(world, email, 2)
  t.equal((await pressButton(owner, link)).statusCode, 303)
  t.equal((await attacker.post('/connexion', { email, password: 'un autre mot de passe 8' })).statusCode, 422)
  t.equal((await owner.post('/connexion', { email, password: newPassword })).statusCode, 303)
  t.equal((await pressButton(attacker, await linkTo(world, email, 2))).statusCode, 409)
})
