/** The pay page's style sheet in a merchant's colour: one file, not two, and no style in the page. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { houseAccent, type Shades, shadesOf } from '../domain/accent.ts'
import { NotFound } from '../domain/errors.ts'
import { assetUrl } from './assets.ts'
import { paths, patterns } from './paths.ts'

const sheet = readFileSync(join(import.meta.dirname, '../../public/pay.css'), 'utf8')

/** Another one when the sheet changes, or the way to make shades of a colour. */
const version = createHash('sha256').update(paintSheet('#808080')).digest('base64url').slice(0, 10)

export function payStyleUrl(accent = houseAccent): string {
  return accent === houseAccent
    ? assetUrl('pay.css')
    : `${paths.paySheet(`${accent.slice(1)}.css`)}?v=${version}`
}

export function payStyles(app: FastifyInstance): void {
  app.get<{ Params: { name: string } }>(patterns.paySheet, async (req, reply) => {
    const [, digits] = /^([0-9a-f]{6})\.css$/.exec(req.params.name) ?? []
    if (!digits) throw new NotFound()
    return reply
      .header('Cache-Control', 'public, max-age=31536000, immutable')
      .type('text/css; charset=utf-8')
      .send(paintSheet(`#${digits}`))
  })
}

function paintSheet(accent: string): string {
  const { light, dark } = shadesOf(accent)
  return `${sheet}
:root{${declare(light)}}
@media (prefers-color-scheme:dark){:root{${declare(dark)}}}
@media print{:root{${declare(light)}}}
`
}

function declare({ accent, deep, wash, on }: Shades): string {
  return `--accent:${accent};--accent-deep:${deep};--wash:${wash};--on-accent:${on}`
}
