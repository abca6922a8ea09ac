/**
 * A form that was sent after its session had ended. It is carried through the sign-in page in hidden fields, and the
 * person sends it again by hand. Nothing is stored meanwhile, and no secret is sent back to the browser.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import type { Flash } from '../../web/flash.ts'
import { ownPath } from '../../web/next-page.ts'

const typed = z.string().default('')

/** `to`: the path the form was posted to. `typed`: its fields, encoded as a form. Both are empty when there is none. */
export const carriedFields = { to: typed, typed }
export type Carried = z.infer<z.ZodObject<typeof carriedFields>>

/** What the sign-in page shows and keeps after a failed try. */
export interface SignInTry {
  values: { email?: string; keep?: string; next: string } & Partial<Carried>
  problem?: keyof Catalogue['accounts']['signIn']['problems']
  minutes?: number
  flash?: Flash | undefined
}

const secret = /password|secret|sealed|code|token/

/** Undefined when nothing was typed that may be carried. */
export function carry({ method, url, body }: FastifyRequest): Carried | undefined {
  const posted = z.record(z.string(), z.string()).safeParse(method === 'POST' ? body : undefined)
  const fields = Object.entries(posted.data ?? {}).filter(([name]) => !secret.test(name))
  if (fields.length === 0) return undefined
  return { to: ownPath(url), typed: new URLSearchParams(fields).toString() }
}

/** After signing in: leads to the page the person was on, or first shows the form that was carried along. */
export function arrive(reply: FastifyReply, { to, typed, next }: Carried & { next: string }): FastifyReply {
  const page = ownPath(next)
  if (!typed) return reply.redirect(page, 303)
  const fields = [...new URLSearchParams(typed)]
  return reply.page('account/resumed', { to: ownPath(to), fields, next: page })
}

declare module '../../web/views.ts' {
  interface Views {
    'account/sign_in': SignInTry & { isSignUpOpen?: boolean; demo?: Deps['demo'] }
    'account/resumed': { to: string; fields: [name: string, value: string][]; next: string }
  }
}
