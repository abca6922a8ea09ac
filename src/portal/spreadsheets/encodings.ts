/** `windows`, `latin9`, `mac` and `dos` have one byte for each character, and nothing in a file says which it is. */
export const encodings = ['utf-8', 'utf-16', 'windows', 'latin9', 'mac', 'dos'] as const
export type Encoding = (typeof encodings)[number]

/** The lines of a file that have characters beyond ASCII, as this encoding reads them. */
export interface Reading {
  encoding: Encoding
  text: string
}
