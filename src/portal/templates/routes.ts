/** Templates: a page that lists them, with the form that adds one or changes one. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { NotFound } from '../../domain/errors.ts'
import { forAdmins } from '../../domain/roles.ts'
import { saveTemplate } from '../../merchants/save-template.ts'
import { deleteTemplate, listTemplates, type Template } from '../../merchants/template-store.ts'
import { type Flash, readFlashOnce } from '../../web/flash.ts'
import { paths } from '../../web/paths.ts'
import { patterns } from '../../web/patterns.ts'
import {
  parseTemplate,
  readTemplateForm,
  type TemplateErrors,
  type TemplateValues,
  writeTemplateForm,
} from './form.ts'

interface ById {
  Params: { id: string }
}

interface TemplateForm {
  values: TemplateValues
  errors: TemplateErrors
}

export function templateRoutes(app: FastifyInstance, { db }: Deps): void {
  app.get(paths.templates, forAdmins, async (req, reply) =>
    show(req, reply, emptyForm(), readFlashOnce(req, reply)),
  )

  app.get<ById>(patterns.template, forAdmins, async (req, reply) => {
    const templates = await listTemplates(db, req.merchant.id)
    const template = templates.find(({ id }) => id === req.params.id)
    if (!template) throw new NotFound()
    const form = { values: writeTemplateForm(template), errors: {} }
    return reply.page('templates/templates', { form, templates, flash: undefined })
  })

  app.post(paths.templates, forAdmins, async (req, reply) => {
    const values = readTemplateForm(req.body)
    const parsed = parseTemplate(values)
    if (!parsed.ok) return show(req, reply.code(422), { values, errors: parsed.errors })
    const refusal = await saveTemplate(db, req.merchant.id, parsed.value, values.id || undefined)
    if (refusal) return show(req, reply.code(422), { values, errors: { name: refusal } })
    return answer(req, reply, 'saved')
  })

  app.post<ById>(patterns.templateRemoval, forAdmins, async (req, reply) => {
    if (!(await deleteTemplate(db, req.merchant.id, req.params.id))) throw new NotFound()
    return answer(req, reply, 'removed')
  })

  async function show(req: FastifyRequest, reply: FastifyReply, form: TemplateForm, flash?: Flash) {
    return reply.page('templates/templates', await describe(req, form, flash))
  }

  function answer(req: FastifyRequest, reply: FastifyReply, flash: Flash) {
    return reply.outcome('templates/_templates', () => describe(req, emptyForm(), flash), {
      to: paths.templates,
      flash,
      swaps: '#templates',
    })
  }

  async function describe(
    { merchant }: FastifyRequest,
    form: TemplateForm,
    flash?: Flash,
  ): Promise<TemplatesPage> {
    return { form, flash, templates: await listTemplates(db, merchant.id) }
  }
}

const emptyForm = (): TemplateForm => ({ values: readTemplateForm({}), errors: {} })

interface TemplatesPage {
  templates: Template[]
  form: TemplateForm
  flash: Flash | undefined
}

declare module '../../web/views.ts' {
  interface Views {
    'templates/templates': TemplatesPage
    'templates/_templates': TemplatesPage
  }
}
