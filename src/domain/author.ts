import type { Mode } from './words.ts'

/** The merchant `id`, and the person who acts for it. */
export interface Author {
  id: string
  userId: string
}

/** Who acts on a request, in which mode. */
export interface RequestAuthor {
  id: string
  /** Null when the account of the person who acts was deleted meanwhile. */
  userId: string | null
  mode: Mode
}
