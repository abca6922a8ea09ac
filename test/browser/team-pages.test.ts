import t from 'tap'
import { demo } from '../../src/dev/demo.ts'
import { linkTo, tokenOf } from '../fixtures/accounts/mailbox.ts'
import { addMerchant } from '../fixtures/app.ts'
import { signInDemo } from '../fixtures/browser/pages/demo-world.ts'
import { checkStates } from '../fixtures/browser/pages/portal-state.ts'
import { teamStates } from '../fixtures/browser/pages/team.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { type Client, signIn } from '../fixtures/client.ts'

const site = await startSite(t, { demo: true })
const { world } = site
const client = await signInDemo(world)
const shop = await addMerchant(world, 'Boutique du port')
const neighbour = await signIn(world, shop.email)
const left = await addMerchant(world, 'Ancienne')
const alone = await signIn(world, left.email)
await world.deps.db.deleteFrom('memberships').where('user_id', '=', left.userId).execute()

async function tokenFor(email: string, by: Client): Promise<string> {
  await by.post('/equipe/invitations', { email, role: 'manager' })
  return tokenOf(await linkTo(world, email))
}

const labels = new Map([
  ['new', await tokenFor('lou@invite.example', client)],
  ['known', await tokenFor(shop.email, client)],
  ['mine', await tokenFor(demo.email, neighbour)],
])

await checkStates(t, site, teamStates, { client, alone, labels })
