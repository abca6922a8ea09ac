import t from 'tap'
import { startWorld } from '../fixtures/app.ts'
import { addressOf, audienceOf, collectRoutes } from '../fixtures/security/routes.ts'
import { dumpBusiness } from '../fixtures/security/rows.ts'
import { host } from '../fixtures/security/wire.ts'

const everyProvider = {
  MAILER: 'postmark',
  POSTMARK_SERVER_TOKEN: '0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f',
  POSTMARK_WEBHOOK_USER: 'postmark',
  POSTMARK_WEBHOOK_PASSWORD: 'twenty-two characters or more',
  TEXTER: 'vonage',
  VONAGE_API_KEY: '0a1b2c3d',
  VONAGE_API_SECRET: 'secret',
  VONAGE_SIGNATURE_SECRET: 'thirty-two characters or more of it',
}

t.test(
  'only webhooks are let in from elsewhere, and each refuses whoever is not its provider (S33)',
  async (t) => {
    const { built, routes } = await collectRoutes(() => startWorld(t, { jobs: false, env: everyProvider }))
    const fromElsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    const post = (url: string) =>
      built.app.inject({
        method: 'POST',
        url,
        headers: { host, 'content-type': 'application/json', ...fromElsewhere },
        payload: '{}',
      })
    const before = await dumpBusiness(built)
    const letIn: Record<string, number> = {}
    const ids = { id: 'pay_0000000000000000000000', token: '0000000000000000000000' }
    for (const route of routes.filter(({ method }) => method === 'POST')) {
      const { statusCode } = await post(addressOf(route, ids))
      if (statusCode !== 403) letIn[route.url] = statusCode
      t.equal(statusCode !== 403, audienceOf(route) === 'provider', route.url)
    }
    t.strictSame(letIn, {
      '/webhooks/postmark': 401,
      '/webhooks/stripe/:merchant': 404,
      '/webhooks/vonage': 401,
    })
    t.strictSame(await dumpBusiness(built), before)
  },
)
