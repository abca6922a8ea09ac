/**
 * The pay page's style sheet in a merchant's colour: one file, so that the page loads only one and contains no style.
 */
import type { FastifyInstance } from 'fastify'
import { coloursOf, houseAccent } from '../domain/accent.ts'
import { NotFound } from '../domain/errors.ts'
import { assetUrl, hash, keepForEver } from './assets.ts'
import { paths } from './paths.ts'
import { patterns } from './patterns.ts'
import { paintSheet, readRules } from './style-sheets.ts'

const rules = readRules('pay')

/** Changes when the sheet changes, or the way shades are made of a colour. */
const version = hash(paintPaySheet('#808080'))

export function payStyleUrl(accent = houseAccent): string {
  return accent === houseAccent
    ? assetUrl('pay.css')
    : `${paths.paySheet(`${accent.slice(1)}.css`)}?v=${version}`
}

export function payStyles(app: FastifyInstance): void {
  app.get<{ Params: { name: string } }>(patterns.paySheet, async (req, reply) => {
    const [, digits] = /^([0-9a-f]{6})\.css$/.exec(req.params.name) ?? []
    if (!digits) throw new NotFound()
    keepForEver(reply)
    return reply.type('text/css; charset=utf-8').send(paintPaySheet(`#${digits}`))
  })
}

function paintPaySheet(accent: string): string {
  return paintSheet(rules, coloursOf(accent))
}
