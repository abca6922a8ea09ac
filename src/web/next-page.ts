/** Where somebody is led after an interruption: only to pages of this site. */
import { paths } from './paths.ts'

/** The path of a step of signing in that leads to the page `next` afterwards, or to the list. */
export function withNext(path: string, next: string): string {
  const isUsual = ['', '/', paths.requests].includes(next)
  return isUsual ? path : `${path}?next=${encodeURIComponent(next)}`
}

/** The path that was asked for, if it is on this site; otherwise the list (S15). */
export function ownPath(asked: string): string {
  const here = 'http://here.invalid'
  const url = URL.parse(asked, here)
  // The path of `/.//evil.example` would be read as another site's address.
  const isOwn = url?.origin === here && asked.startsWith('/') && !url.pathname.startsWith('//')
  return isOwn ? url.pathname + url.search : paths.requests
}
