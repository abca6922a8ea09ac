import t from 'tap'
import { newId, newToken } from '../../src/domain/ids.ts'

const tokens = Array.from({ length: 10_000 }, newToken)

t.test('10,000 tokens are different, each of 22 base62 characters: at least 128 bits (S1)', async (t) => {
  t.equal(new Set(tokens).size, 10_000)
  t.ok(tokens.every((token) => /^[0-9A-Za-z]{22}$/.test(token)))
  t.ok(Math.log2(62 ** 22) >= 128)
})

t.test('each character is as likely as the others, wherever it stands (S1)', async (t) => {
  const overall = countCharacters(tokens.join(''))
  t.equal(overall.size, 62)
  // A fair generator exceeds 150 once in 10⁹ runs. Without dropping bytes above 247, the value would be near 1,600.
  t.ok(chiSquare(overall) < 150)
  for (let position = 0; position < 22; position += 1) {
    t.ok(chiSquare(countCharacters(tokens.map((token) => token[position]).join(''))) < 150)
  }
})

t.test('An id says what it names, then a token', async (t) => {
  t.match(newId('pay'), /^pay_[0-9A-Za-z]{22}$/)
})

function countCharacters(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return counts
}

/** How unequal 62 counts are: 61 on average for a fair generator. */
function chiSquare(counts: Map<string, number>): number {
  const observed = Array.from({ length: 62 }, (_, index) => [...counts.values()][index] ?? 0)
  const expected = observed.reduce((total, count) => total + count, 0) / 62
  return observed.reduce((total, count) => total + (count - expected) ** 2 / expected, 0)
}
