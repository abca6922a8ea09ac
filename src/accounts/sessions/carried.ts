/**
 * What was typed in a form whose session had ended. It goes through signing in in hidden fields, and whoever typed it
 * sends it again by hand: nothing is kept here meanwhile, and no secret travels back.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import type { Notice } from '../../web/flash.ts'
import { ownPath } from '../../web/paths.ts'

const typed = z.string().default('')

/** `to`: where the form is posted; `typed`: its fields, as a form sends them. Both empty where there is none. */
export const carriedFields = { to: typed, typed }
export type Carried = z.infer<z.ZodObject<typeof carriedFields>>

/** What the page of signing in says and keeps after a try. */
export interface SignInTry {
  values: { email?: string; keep?: string; next: string } & Partial<Carried>
  problem?: 'missing' | 'wrong' | 'throttled' | 'unconfirmed'
  minutes?: number
  notice?: Notice | undefined
}

const secret = /password|secret|sealed|code|token/

/** Undefined when nothing was typed that may travel. */
export function carry({ method, url, body }: FastifyRequest): Carried | undefined {
  const posted = z.record(z.string(), z.string()).safeParse(method === 'POST' ? body : undefined)
  const fields = Object.entries(posted.data ?? {}).filter(([name]) => !secret.test(name))
  if (fields.length === 0) return undefined
  return { to: ownPath(url), typed: new URLSearchParams(fields).toString() }
}

/** Signed in: on to the page one was on, or first to the form that was carried along. */
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
