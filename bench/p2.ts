import type { Figure } from './figure.ts'
import { comparePayPage } from './pay-page.ts'

/** The pay page, compared with a bare node:http server that runs the same prepared SELECT and sends the same bytes. */
export const p2: Figure = {
  title: 'pay-page-node',
  atLeast: 0.7,
  measure: (bench) => comparePayPage(bench, new URL('./servers/http.ts', import.meta.url)),
}
