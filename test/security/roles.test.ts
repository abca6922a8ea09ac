import t from 'tap'
import { type Role, roles } from '../../src/domain/roles.ts'
import { addMerchant, addPerson, startWorld } from '../fixtures/app.ts'
import { htmx, signIn } from '../fixtures/client.ts'
import { addressOf, audienceOf, collectRoutes, leastRoleOf, type Route } from '../fixtures/security/routes.ts'
import { dumpBusiness } from '../fixtures/security/rows.ts'
import { stage } from '../fixtures/security/stage.ts'
import { cookieOf, form, host } from '../fixtures/security/wire.ts'

const nothing = { id: 'pay_0000000000000000000000', token: '' }

const { built: world, routes } = await collectRoutes(() => startWorld(t, { jobs: false }))
const portalRoutes = routes.filter((route) => audienceOf(route) === 'portal')
const merchant = await addMerchant(world)
const pending = await stage(world, await signIn(world, merchant.email), 'pending')
const ours = { ...pending, person: merchant.userId }

/** A person in this role. Whatever they do, `comeBack` signs them in again, as a member of the team. */
async function startPerson(role: Role) {
  const { email, userId } = await addPerson(world, merchant.id, role)
  const membership = { user_id: userId, merchant_id: merchant.id, role }
  return {
    cookie: cookieOf(await signIn(world, email)),
    async comeBack() {
      const { statusCode } = await ask({ method: 'GET', url: '' }, '/paiements', this.cookie, {})
      if (statusCode === 200) return
      await world.deps.db
        .insertInto('memberships')
        .values(membership)
        .onConflict((one) => one.doNothing())
        .execute()
      this.cookie = cookieOf(await signIn(world, email))
    },
  }
}

function ask({ method }: Route, url: string, cookie: string, headers: Record<string, string>) {
  const isPost = method === 'POST'
  return world.app.inject({
    method: method as 'GET',
    url,
    headers: {
      host,
      cookie,
      'sec-fetch-site': 'same-origin',
      ...headers,
      ...(isPost && { 'content-type': form }),
    },
    ...(isPost && { payload: '' }),
  })
}

for (const [place, role] of roles.entries()) {
  const isBelow = (route: Route) => place < roles.indexOf(leastRoleOf(route))

  t.test(`a ${role} is refused what takes more than that, and nothing changes (S18)`, async (t) => {
    const { cookie } = await startPerson(role)
    const before = await dumpBusiness(world)
    for (const route of portalRoutes.filter(isBelow)) {
      for (const headers of [{}, htmx]) {
        const answer = await ask(route, addressOf(route, ours), cookie, headers)
        t.equal(answer.statusCode, 403, `${route.method} ${route.url}`)
        if (route.method !== 'HEAD') t.match(answer.body, 'Votre rôle ne permet pas cette action')
      }
    }
    t.strictSame(await dumpBusiness(world), before)
  })

  t.test(`a ${role} is let in everywhere else (S18)`, async (t) => {
    const person = await startPerson(role)
    for (const route of portalRoutes.filter((one) => !isBelow(one))) {
      for (const headers of [{}, htmx]) {
        const answer = await ask(route, addressOf(route, nothing), person.cookie, headers)
        t.ok(answer.statusCode !== 403 && answer.statusCode < 500, `${route.method} ${route.url}`)
        // Signing out everywhere leads there, for those who may do it.
        if (route.url !== '/compte/sessions/fin')
          t.not(answer.headers.location, '/connexion', `${route.method} ${route.url}`)
        if (route.method === 'POST') await person.comeBack()
      }
    }
  })
}
