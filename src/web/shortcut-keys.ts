/**
 * Whether keys of one letter act on the list, as chosen in this browser. They can be switched off, because a voice that
 * dictates presses them too (WCAG 2.1.4).
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { keepCookie } from './cookies.ts'

const cookie = 'acquit_keys'

export const hasKeys = (req: FastifyRequest) => req.cookies[cookie] !== 'off'

export function keepKeys(reply: FastifyReply, keys: 'on' | 'off'): void {
  keepCookie(reply, cookie, keys)
}
