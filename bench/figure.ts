/** The type of a figure, and the arithmetic that all figures share. */

export interface Bench {
  /** A migrated database with 100,000 pending requests. */
  url: string
  /** The tokens of their links. Whoever pays one removes it. */
  tokens: string[]
  /** The folder where a measurement keeps its files. */
  folder: string
  /** Prints a remark beside the figures. */
  remark(text: string): void
}

export type Figure = { title: string; measure(bench: Bench): Promise<number> } & (
  | { atLeast: number }
  | { atMost: number }
  // Nothing is promised: it depends on how many cores there are.
  | { isStated: true }
)

const rounds = 5

/** The median of ours divided by theirs. The two take turns, so that anything else on the machine slows both. */
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
