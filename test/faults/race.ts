/** Two things at once, a hundred times over. */

export const times = (count: number) => Array.from({ length: count }, (_, n) => n)

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** One of the two has a head start of some milliseconds, another in each round. */
export function race<One, Other>(
  round: number,
  one: () => Promise<One>,
  other: () => Promise<Other>,
): Promise<[One, Other]> {
  const isFirstLate = round % 2 === 1
  return Promise.all([
    pause(isFirstLate ? round % 9 : 0).then(one),
    pause(isFirstLate ? 0 : round % 7).then(other),
  ])
}

/** Some at a time, so that a hundred races take no longer than they must. */
export async function raceEach<Item>(
  items: Item[],
  run: (item: Item, round: number) => Promise<void>,
): Promise<void> {
  const waiting = items.entries()
  const work = async () => {
    for (const [round, item] of waiting) await run(item, round)
  }
  await Promise.all(times(4).map(work))
}
