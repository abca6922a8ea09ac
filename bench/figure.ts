/** What a figure is, and the arithmetic that all of them share. */

export interface Bench {
  /** Of a migrated database, with 100,000 requests that wait to be paid. */
  url: string
  /** Their links' tokens. Whoever pays one takes it out. */
  tokens: string[]
  /** Where a measurement keeps its files. */
  folder: string
  /** A remark beside the figures. */
  remark(text: string): void
}

export type Figure = { title: string; measure(bench: Bench): Promise<number> } & (
  | { atLeast: number }
  | { atMost: number }
)

const rounds = 5

/** Median of ours ÷ theirs: the two take turns, so that whatever else the machine does slows both. */
export async function compare(
  bench: Bench,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<number> {
  const pairs: { ours: number; theirs: number }[] = []
  for (let round = 0; round < rounds; round += 1) pairs.push({ ours: await ours(), theirs: await theirs() })
  const ofOurs = median(pairs.map((pair) => pair.ours))
  const ofTheirs = median(pairs.map((pair) => pair.theirs))
  bench.remark(`${Math.round(ofOurs)} a second, against ${Math.round(ofTheirs)}`)
  return median(pairs.map((pair) => pair.ours / pair.theirs))
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}
