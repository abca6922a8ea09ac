/**
 * Builds the web application: all routes, in the groups that decide who may use them. Those of a merchant's pages are
 * in `portal-routes.ts`.
 */
import fastifyCookie from '@fastify/cookie'
import fastifyFormbody from '@fastify/formbody'
import Fastify, { type FastifyInstance } from 'fastify'
import { acceptPreviousSecret } from './accounts/sessions/previous-secret.ts'
import { recognizeMerchant, requirePerson } from './accounts/sessions/session.ts'
import { designRoutes } from './design/routes.ts'
import { compressPages } from './pay/compressed.ts'
import { checkoutRoutes } from './pay/routes.ts'
import { accountRoutes } from './portal/account/account-routes.ts'
import { codeRoutes } from './portal/account/code-routes.ts'
import { credentialsRoutes, emailLinkRoutes } from './portal/account/credentials-routes.ts'
import { languageRoutes } from './portal/account/language-routes.ts'
import { passwordRoutes } from './portal/account/password-routes.ts'
import { secondFactorRoutes } from './portal/account/second-factor-routes.ts'
import { signInRoutes } from './portal/account/sign-in-routes.ts'
import { signUpRoutes } from './portal/account/sign-up-routes.ts'
import { logoPictures } from './portal/settings/logo-routes.ts'
import { acceptanceRoutes } from './portal/team/acceptance-routes.ts'
import { merchantRoutes } from './portal/team/merchant-routes.ts'
import { portalRoutes } from './portal-routes.ts'
import { localMessageRoutes } from './providers/local/routes.ts'
import { mailers } from './providers/mailers.ts'
import { texters } from './providers/texters.ts'
import { serverOptions } from './server-options.ts'
import type { System } from './system.ts'
import { registerAssets } from './web/assets.ts'
import { registerErrors } from './web/errors.ts'
import { readFields } from './web/fields.ts'
import { registerGuard } from './web/guard.ts'
import { healthRoutes } from './web/health.ts'
import { installedRoutes } from './web/installed.ts'
import { legalRoutes } from './web/legal.ts'
import type { LogStream } from './web/logger.ts'
import { payStyles } from './web/pay-style.ts'
import { registerReplies } from './web/replies.ts'
import { countRequests } from './web/request-metrics.ts'

/** `log`: where lines of the log go, instead of stdout. */
export async function buildApp(deps: System, log?: LogStream): Promise<FastifyInstance> {
  const { config, gateways } = deps
  const app = Fastify(serverOptions(deps, log))

  countRequests(app)
  app.removeAllContentTypeParsers()
  app.register(fastifyFormbody, { parser: readFields })
  app.register(fastifyCookie, { parseOptions: { secure: config.publicUrl.startsWith('https:') } })
  registerGuard(app, {
    publicUrl: config.publicUrl,
    hosts: config.hosts,
    formTargets: gateways.entries.flatMap(({ formTargets }) => formTargets),
  })
  acceptPreviousSecret(app, config)
  registerReplies(app, deps)
  registerErrors(app)

  app.register(async (files) => {
    await registerAssets(files, config)
    payStyles(files)
  })
  app.register(async (open) => {
    healthRoutes(open, deps)
    legalRoutes(open, config)
    installedRoutes(open, config)
    designRoutes(open, config)
    signInRoutes(open, deps)
    codeRoutes(open, deps)
    emailLinkRoutes(open, deps)
    passwordRoutes(open, deps)
    open.register(signUpRoutes, deps)
    logoPictures(open, deps)
    for (const { webhooks } of [mailers[config.mailer], texters[config.texter]]) {
      if (webhooks) open.register(webhooks, deps)
    }
    for (const gateway of gateways.entries) gateway.openRoutes?.(open, deps)
  })
  app.register(async (customers) => {
    compressPages(customers)
    checkoutRoutes(customers, deps)
  })
  app.register(async (kept) => {
    recognizeMerchant(kept, deps)
    languageRoutes(kept, deps)
    localMessageRoutes(kept, deps)
    acceptanceRoutes(kept, deps)
  })
  app.register(async (own) => {
    requirePerson(own, deps)
    accountRoutes(own, deps)
    credentialsRoutes(own, deps)
    secondFactorRoutes(own, deps)
    merchantRoutes(own, deps)
  })
  app.register(async (portal) => portalRoutes(portal, deps))
  // While we close, a connection that finishes its request would be kept alive and delay the end: it is closed here.
  app.addHook('preClose', async () => {
    setInterval(() => app.server.closeIdleConnections(), 100).unref()
  })
  await app.ready()
  return app
}
