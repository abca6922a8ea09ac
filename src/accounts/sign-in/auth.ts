import { type Auth, type BetterAuthOptions, betterAuth } from 'better-auth'
import type { Kysely } from 'kysely'
import type { Config } from '../../config/config.ts'
import type { Database } from '../../db/schema.ts'
import { hashNow, verifyNow } from '../password/hashing.ts'

const day = 24 * 60 * 60

/**
 * Accounts and sessions of better-auth, on our tables. Its HTTP handler is not exposed: our own forms call its
 * functions.
 */
export function createAuth(db: Kysely<Database>, config: Pick<Config, 'publicUrl' | 'appSecret'>): Auth {
  const secure = config.publicUrl.startsWith('https:')
  return betterAuth<BetterAuthOptions>({
    secret: config.appSecret.current,
    baseURL: config.publicUrl,
    database: { db, type: 'postgres' },
    telemetry: { enabled: false },
    // better-auth would log addresses. Its errors reach our own log.
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      // Accounts are created by sign-up, invitations and the operator's command only.
      disableSignUp: true,
      minPasswordLength: 12,
      // In UTF-16 units. `findPasswordProblem` has the real rules, in characters.
      maxPasswordLength: 256,
      // `makeSession` has waited for its turn.
      password: { hash: hashNow, verify: verifyNow },
    },
    // The maximum for a kept session. `session-store.ts` decides when a session ends, by the database's clock.
    session: { ...columns.session, expiresIn: 30 * day, disableSessionRefresh: true },
    user: columns.user,
    account: columns.account,
    verification: { ...columns.verification, storeIdentifier: 'hashed' },
    advanced: {
      // `__Host-` binds the cookie to this host over https; better-auth would only use `__Secure-`.
      useSecureCookies: false,
      // better-auth would trust any X-Forwarded-For.
      ipAddress: { disableIpTracking: true },
      cookies: {
        session_token: {
          name: secure ? '__Host-acquit_session' : 'acquit_session',
          attributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
        },
      },
    },
  })
}

const dates = { createdAt: 'created_at', updatedAt: 'updated_at' }

const columns = {
  user: { modelName: 'users', fields: { ...dates, emailVerified: 'email_verified' } },
  session: {
    modelName: 'sessions',
    fields: {
      ...dates,
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
    },
  },
  account: {
    modelName: 'accounts',
    fields: {
      ...dates,
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
    },
  },
  verification: { modelName: 'verifications', fields: { ...dates, expiresAt: 'expires_at' } },
}
