/** The way back from a request to the list it was opened from, with its filter and its place. */
import type { FastifyRequest } from 'fastify'
import { paths } from './paths.ts'

const here = 'http://here.invalid'

/**
 * The query of the list that is shown, or that somebody came from: the address of a request contains it as `list`, and
 * so does the page whose form was sent. Only ever used behind the path of the list (S15).
 */
export function findListQuery({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): string {
  return queryIn(url) ?? queryIn(headers.referer ?? '') ?? ''
}

function queryIn(address: string): string | undefined {
  const url = URL.parse(address, here)
  if (!url) return undefined
  if (url.pathname === paths.requests) return url.search.slice(1)
  return url.searchParams.get('list') ?? undefined
}
