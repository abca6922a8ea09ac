/** "Mon compte": the person's data, how they sign in, and their sessions. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findEmailChange } from '../../accounts/email/email-change-store.ts'
import { rename } from '../../accounts/people/store.ts'
import { findSecondFactor } from '../../accounts/second-factor/second-factor-store.ts'
import { readDevice } from '../../accounts/sessions/device.ts'
import { endSession, endSessions, listSessions } from '../../accounts/sessions/session-store.ts'
import type { Deps } from '../../deps.ts'
import { NotFound } from '../../domain/errors.ts'
import { longestPersonName, parseName } from '../../domain/name.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { type Flash, leaveFlash, readFlashOnce } from '../../web/flash.ts'
import { paths } from '../../web/paths.ts'
import { patterns } from '../../web/patterns.ts'

interface ById {
  Params: { id: string }
}

const nameForm = z.object({ name: z.string().default('') })

interface Shown {
  name: string
  problem?: keyof Catalogue['accounts']['account']['nameProblems']
  flash?: Flash | undefined
}

export function accountRoutes(app: FastifyInstance, { db, config }: Deps): void {
  app.get(paths.account, async (req, reply) => {
    const flash = readFlashOnce(req, reply)
    return showAccount(req, reply, { name: req.person.userName, flash })
  })

  app.post(paths.account, async (req, reply) => {
    const { name } = nameForm.parse(req.body ?? {})
    const parsed = parseName(name, longestPersonName, config.brandName)
    if (!parsed.ok) return showAccount(req, reply.code(422), { name, problem: parsed.problem })
    await rename(db, req.person.userId, parsed.value)
    leaveFlash(reply, 'saved')
    return reply.redirect(paths.account, 303)
  })

  app.post<ById>(patterns.endSession, async (req, reply) => {
    if (!(await endSession(db, req.person.userId, req.params.id))) throw new NotFound()
    leaveFlash(reply, 'session_ended')
    return reply.redirect(paths.account, 303)
  })

  app.post(paths.endSessions, async (req, reply) => {
    await endSessions(db, req.person.userId)
    leaveFlash(reply, 'signed_out_everywhere')
    return reply.redirect(paths.signIn, 303)
  })

  async function showAccount(
    { person }: FastifyRequest,
    reply: FastifyReply,
    shown: Shown,
  ): Promise<FastifyReply> {
    const sessions = await listSessions(db, person.userId)
    return reply.page('account/account', {
      ...shown,
      waitingEmail: (await findEmailChange(db, person.userId))?.email,
      hasSecondFactor: (await findSecondFactor(db, person.userId)) !== undefined,
      sessions: sessions.map((session) => ({ ...session, device: readDevice(session.user_agent) })),
      now: new Date(),
    })
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'account/account': Shown & {
      waitingEmail: string | undefined
      hasSecondFactor: boolean
      sessions: (Awaited<ReturnType<typeof listSessions>>[number] & {
        device: ReturnType<typeof readDevice>
      })[]
      now: Date
    }
  }
}
