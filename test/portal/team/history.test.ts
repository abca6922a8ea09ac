import t from 'tap'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import { createRequest, htmx, signIn } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const merchant = await addMerchant(world)
const owner = await signIn(world, merchant.email)
const theo = await addPerson(world, merchant.id, 'manager', 'Théo <Lambert>')
const manager = await signIn(world, theo.email)

t.test('a history says who of the team did what, and “par vous” to whoever it was', async (t) => {
  const id = await createRequest(manager)
  await owner.post(`/paiements/${id}/annulation`, {})
  for (const headers of [{}, htmx]) {
    const forOwner = (await owner.get(`/paiements/${id}`, { headers })).body
    t.match(forOwner, /data-event="created"[\s\S]*par Théo &lt;Lambert&gt;/)
    t.match(forOwner, /data-event="cancelled"[\s\S]*par vous[\s\S]*data-event="created"/)
    const forManager = (await manager.get(`/paiements/${id}`, { headers })).body
    t.match(forManager, /data-event="cancelled"[\s\S]*par Camille Perrin[\s\S]*data-event="created"/)
    t.match(forManager, /data-event="created"[\s\S]*par vous/)
  }
})

t.test(
  'whoever has left the team keeps their name in the history; an erased account is the team',
  async (t) => {
    const id = await createRequest(manager)
    const { db } = world.deps
    await db.deleteFrom('memberships').where('user_id', '=', theo.userId).execute()
    t.match((await owner.get(`/paiements/${id}`)).body, 'par Théo &lt;Lambert&gt;')
    await db.deleteFrom('users').where('id', '=', theo.userId).execute()
    const { body } = await owner.get(`/paiements/${id}`)
    t.match(body, 'par votre équipe')
    t.notMatch(body, 'Lambert')
  },
)
