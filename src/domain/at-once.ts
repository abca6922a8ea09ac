/** Works through `items`, on at most `most` of them at the same time. An error of `work` ends it. */
export async function forEachAtOnce<Item>(
  items: Item[],
  most: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const waiting = items.values()
  const workThrough = async () => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, workThrough))
}
