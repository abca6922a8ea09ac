/** What a phone needs to put the portal on its home screen, where it opens without the browser's bars. */
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/config.ts'
import { palette } from '../domain/palette.ts'
import { assetUrl } from './assets.ts'
import { paths } from './paths.ts'

/** The colours of the header, which the phone continues into its own bar. */
export const barColours = { light: palette.light.sheet, dark: palette.dark.sheet }

/** Icons are square and filled to the edge, since each phone cuts its own shape. `npm run icons` draws them. */
const icons = [192, 512].flatMap((size) =>
  ['any', 'maskable'].map((purpose) => ({
    src: assetUrl(`icon-${size}.png`),
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })),
)

export function installedRoutes(app: FastifyInstance, { brandName }: Pick<Config, 'brandName'>): void {
  const manifest = JSON.stringify({
    name: brandName,
    short_name: brandName,
    lang: 'fr',
    id: paths.home,
    // The list, or signing in first: the session's cookie is sent, since the phone opens the page by itself.
    start_url: paths.requests,
    scope: paths.home,
    display: 'standalone',
    background_color: palette.light.paper,
    theme_color: barColours.light,
    icons,
  })
  app.get(paths.manifest, async (_req, reply) =>
    reply.type('application/manifest+json; charset=utf-8').send(manifest),
  )
}
