import type { Bench, Figure } from './figure.ts'
import { comparePages } from './portal.ts'

const rounds = 15

/** What is typed to find request `n` of those that `shops.ts` writes, or many requests, or none. */
const searches: ((n: number) => string)[] = [
  (n) => `client${n + 3}@courriel.example`,
  (n) => `06 ${inPairs(String(n + 2).padStart(8, '0'))}`,
  () => 'lampe',
  (n) => `facture ${n + 3}`,
  // Both are common, and never in the same request.
  () => 'abat-jour lustre',
  (n) => `F-${n}`,
  () => '249',
  (n) => formatCents(99 + ((n * 7919) % 1_999_000)),
]

const inPairs = (digits: string) => digits.replace(/(..)(?=.)/g, '$1 ')
const formatCents = (cents: number) => (cents / 100).toFixed(2).replace('.', ',')

/** A search among a million requests, compared with one among a thousand: the worst of the ways to search. */
export const p4: Figure = {
  title: 'search',
  atMost: 3,
  async measure(bench) {
    const ratios: number[] = []
    for (const type of searches) ratios.push(await compareSearches(bench, type))
    return Math.max(...ratios)
  },
}

/** Searches for another request each time, from everywhere in the list. */
function compareSearches(bench: Bench, type: (n: number) => string): Promise<number> {
  return comparePages(bench, rounds, ({ size }, round) => {
    const n = 10 * Math.floor((size / 10) * ((0.1 + round * 0.618) % 1))
    return `/paiements?${new URLSearchParams({ q: type(n) })}`
  })
}
