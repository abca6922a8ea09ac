import type { Figure } from './figure.ts'
import { comparePayPage } from './pay-page.ts'

/**
 * The pay page, compared with a bare Fastify and Eta route that runs the same prepared SELECT and sends the same
 * bytes.
 */
export const p1: Figure = {
  title: 'pay-page',
  atLeast: 0.8,
  measure: (bench) => comparePayPage(bench, new URL('./servers/fastify.ts', import.meta.url)),
}
