import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { goodForm, signIn } from '../fixtures/client.ts'

t.test('over https every cookie is for https alone (S30)', async (t) => {
  const world = await startWorld(t, { jobs: false, env: { PUBLIC_URL: 'https://localhost:3000' } })
  const portal = await signIn(world, (await addMerchant(world)).email)
  const answers = [
    await portal.post('/langue', { language: 'en' }),
    await portal.post('/paiements', goodForm),
    await portal.post('/paiements/raccourcis', { keys: 'off' }),
  ]
  const cookies = answers.flatMap((answer) => answer.cookies)
  for (const name of ['acquit_language', 'acquit_notice', 'acquit_keys'])
    t.match(
      cookies.find((cookie) => cookie.name === name),
      { secure: true, httpOnly: true },
      name,
    )
})
