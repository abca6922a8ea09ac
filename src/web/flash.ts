/** A notice for the next page after a redirect. The cookie holds the name of a notice, never a text. */
import type { FastifyReply, FastifyRequest } from 'fastify'

const name = 'acquit_notice'
const notices = [
  'created',
  'cancelled',
  'settled_otherwise',
  'reopened',
  'extended',
  'sent_again',
  'sent_now',
  'scheduled',
  'reminders_stopped',
  'refunded',
  'saved',
  'removed',
  'customer_erased',
  'idle',
  'over',
  'role_changed',
  'person_removed',
  'confirmed',
  'password_chosen',
  'signed_out_everywhere',
  'session_ended',
  'second_factor_removed',
  'password_changed',
  'email_asked',
  'email_changed',
  'joined',
  'closed',

  'invited',
  'invitation_withdrawn',
  'logo_saved',
  'logo_removed',
] as const
export type Notice = (typeof notices)[number]

export function leaveNotice(reply: FastifyReply, notice: Notice): void {
  reply.setCookie(name, notice, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 60 })
}

/** Reads the notice once: after a reload it is gone. */
export function takeNotice(req: FastifyRequest, reply: FastifyReply): Notice | undefined {
  const notice = notices.find((one) => one === req.cookies[name])
  if (notice) reply.clearCookie(name, { path: '/' })
  return notice
}
