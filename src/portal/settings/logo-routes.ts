/** The logo: its form, and the picture for customers' browsers and mail clients. */
import fastifyMultipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuseOther } from '../../accounts/sessions/session.ts'
import type { Deps } from '../../deps.ts'
import { NotFound } from '../../domain/errors.ts'
import type { Letterhead } from '../../domain/letterhead.ts'
import { limits } from '../../domain/limits.ts'
import { invalid, type Parsed, valid } from '../../domain/parsed.ts'
import { forAdmins } from '../../domain/roles.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { countUse } from '../../limits/store.ts'
import { drawLogo, type LogoProblem, mostFileBytes } from '../../merchants/logo.ts'
import { findLetterhead, findLogo, saveLogo } from '../../merchants/store.ts'
import type { Flash } from '../../web/flash.ts'
import { paths } from '../../web/paths.ts'
import { patterns } from '../../web/patterns.ts'

export function logoRoutes(app: FastifyInstance, { db }: Deps): void {
  app.get(paths.settingsLogo, forAdmins, async (req, reply) => showForm(req, reply))

  // A plugin of its own, so that no other route accepts files.
  app.register(async (upload) => {
    await upload.register(fastifyMultipart, { limits: { files: 1, fileSize: mostFileBytes, fields: 1 } })

    upload.post(paths.settingsLogo, forAdmins, async (req, reply) => {
      await countUse(db, limits.logos, req.merchant.id)
      const read = await readUpload(req)
      if (read.ok) refuseOther(req.merchant, read.value.fields)
      const drawn = read.ok ? await drawLogo(read.value.file) : read
      if (!drawn.ok) return showForm(req, reply.code(422), drawn.problem)
      await saveLogo(db, req.merchant.id, drawn.value)
      return showSaved(req, reply, 'logo_saved')
    })
  })

  app.post(paths.settingsLogoRemoval, forAdmins, async (req, reply) => {
    await saveLogo(db, req.merchant.id, null)
    return showSaved(req, reply, 'logo_removed')
  })

  async function showForm({ merchant }: FastifyRequest, reply: FastifyReply, problem?: LogoProblem) {
    const logo = await findLetterhead(db, merchant.id)
    // With htmx the dialog is open already, so a refused form comes back without it.
    return reply.page(problem ? 'settings/logo_form' : 'settings/logo', { logo, problem })
  }

  async function showSaved({ merchant }: FastifyRequest, reply: FastifyReply, flash: Flash) {
    const describe = async () => ({ logo: await findLetterhead(db, merchant.id), flash })
    reply.header('HX-Trigger', 'logo-changed')
    return reply.outcome('settings/_logo_shown', describe, { to: paths.settings, flash, swaps: '#logo' })
  }
}

interface Upload {
  file: Buffer
  fields: Record<string, unknown>
}

async function readUpload(req: FastifyRequest): Promise<Parsed<Upload, LogoProblem>> {
  try {
    const part = req.isMultipart() ? await req.file() : undefined
    if (!part) return invalid('missing')
    const file = await part.toBuffer()
    return valid({ file, fields: fieldsOf(part) })
  } catch (error) {
    const { code } = error as { code?: string }
    return invalid(code === 'FST_REQ_FILE_TOO_LARGE' ? 'too_large' : 'unreadable')
  }
}

function fieldsOf({ fields }: MultipartFile): Record<string, unknown> {
  const named = Object.values(fields).flatMap((field) => field ?? [])
  return Object.fromEntries(
    named.flatMap((field) => (field.type === 'field' ? [[field.fieldname, field.value]] : [])),
  )
}

/** Other sites, such as webmail, may show the picture. Its URL contains its hash, so it never changes. */
export function logoPictures(app: FastifyInstance, { db }: Deps): void {
  app.get<{ Params: { hash: string } }>(patterns.logo, async (req, reply) => {
    const { hash } = req.params
    const found = /^[0-9a-f]{64}$/.test(hash) ? await findLogo(db, hash) : undefined
    if (!found?.logo) throw new NotFound()
    // These long headers are about pages, and mean nothing for a picture.
    for (const name of ['Content-Security-Policy', 'Permissions-Policy']) reply.removeHeader(name)
    return reply
      .header('Cache-Control', 'public, max-age=31536000, immutable')
      .header('Cross-Origin-Resource-Policy', 'cross-origin')
      .type(found.logo_type!)
      .send(found.logo)
  })
}

interface LogoForm {
  logo: Letterhead
  problem: keyof Catalogue['merchants']['logo']['problems'] | undefined
}

declare module '../../web/views.ts' {
  interface Views {
    'settings/logo': LogoForm
    'settings/logo_form': LogoForm
    'settings/_logo_shown': { logo: Letterhead; flash: Flash }
  }
}
