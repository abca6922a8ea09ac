/** Our own scripts and styles: compressed, kept by browsers for ever, their URL named after their content. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyCompress from '@fastify/compress'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const root = join(import.meta.dirname, '../../public')

const urls = new Map(
  readdirSync(root).map((name) => {
    const hash = createHash('sha256')
      .update(readFileSync(join(root, name)))
      .digest('base64url')
    return [name, `/public/${name}?v=${hash.slice(0, 10)}`]
  }),
)

/** Throws for a name that is not in `public/`: a missing file is a bug, found when its page is tested. */
export function assetUrl(name: string): string {
  const url = urls.get(name)
  if (!url) throw new Error(`no asset named ${name}`)
  return url
}

export async function registerAssets(app: FastifyInstance): Promise<void> {
  await app.register(fastifyCompress, { encodings: ['br', 'gzip'] })
  await app.register(fastifyStatic, {
    root,
    prefix: '/public/',
    index: false,
    dotfiles: 'deny',
    cacheControl: false,
    setHeaders: (reply) => {
      reply.header('Cache-Control', 'public, max-age=31536000, immutable')
    },
  })
}
