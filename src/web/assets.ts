/**
 * Serves our scripts, style sheets and icons: compressed, and cached for ever, because the URL contains the hash of
 * the content.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import fastifyCompress from '@fastify/compress'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Config } from '../config/config.ts'
import { bankPalette, palette } from '../domain/palette.ts'
import { paths } from './paths.ts'
import { joinScripts } from './scripts.ts'
import { paintIcon, paintSheet, readRules } from './style-sheets.ts'

const root = join(import.meta.dirname, '../../public')
const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const painters: Record<string, () => string> = {
  'site.css': () => paintSheet(readRules('site'), palette),
  'pay.css': () => paintSheet(readRules('pay'), palette),
  'bank.css': () => paintSheet(readRules('bank'), bankPalette),
  'site.js': joinScripts,
  'favicon.svg': () => paintIcon('site/icon.svg', palette.light),
  'bank.svg': () => paintIcon('bank/icon.svg', bankPalette.light),
}
const painted = Object.entries(painters).map(([name, paint]) => [name, paint()] as const)

/** All files served under `/public/`, by name: those put together here, and those of `public/` as they are. */
export const assets: ReadonlyMap<string, string | Buffer> = new Map<string, string | Buffer>([
  ...filesOf(root).map((name) => [name, readFileSync(join(root, name))] as const),
  ...painted,
])

function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

const urls = new Map(Array.from(assets, ([name, body]) => [name, `${paths.asset(name)}?v=${hash(body)}`]))

/** Throws for a name that is not served: the page's test fails then. */
export function assetUrl(name: string): string {
  const url = urls.get(name)
  if (!url) throw new Error(`no asset named ${name}`)
  return url
}

export function hash(body: string | Buffer): string {
  return createHash('sha256').update(body).digest('base64url').slice(0, 10)
}

export async function registerAssets(
  app: FastifyInstance,
  { production }: Pick<Config, 'production'>,
): Promise<void> {
  await app.register(fastifyCompress, { encodings: ['br', 'gzip'] })
  await app.register(fastifyStatic, {
    root,
    prefix: paths.asset(''),
    index: false,
    dotfiles: 'deny',
    cacheControl: false,
    setHeaders: keepForEver,
  })
  for (const [name, body] of painted) {
    app.get(paths.asset(name), (_req, reply) => {
      keepForEver(reply)
      // Outside production a sheet is made again for each request, so that a change is seen without a restart.
      return reply.type(types[extname(name)]!).send(production ? body : painters[name]!())
    })
  }
}

export function keepForEver(reply: FastifyReply): void {
  reply.header('Cache-Control', 'public, max-age=31536000, immutable')
}
