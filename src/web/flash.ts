/**
 * A flash says on the next page what has just happened. The cookie holds its name, never a text; the page shows it with
 * `data-notice`.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { keepCookie } from './cookies.ts'

const name = 'acquit_notice'
const flashes = [
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
export type Flash = (typeof flashes)[number]

export function leaveFlash(reply: FastifyReply, flash: Flash): void {
  keepCookie(reply, name, flash, 60)
}

/** Reads the flash once: after a reload it is gone. */
export function readFlashOnce(req: FastifyRequest, reply: FastifyReply): Flash | undefined {
  const flash = flashes.find((one) => one === req.cookies[name])
  if (flash) reply.clearCookie(name, { path: '/' })
  return flash
}
