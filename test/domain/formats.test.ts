import t from 'tap'
import { formatCount, formatDay, formatShare, formatShortDay } from '../../src/domain/formats.ts'

t.test('the first day of a month is said as French says it, and as other languages do', async (t) => {
  const first = new Date('2026-12-01T12:00:00Z')
  t.equal(formatDay(first, 'fr'), '1er décembre 2026')
  t.equal(formatShortDay(first, 'fr'), '1er déc.')
  t.equal(formatDay(new Date('2026-12-11T12:00:00Z'), 'fr'), '11 décembre 2026')
  t.equal(formatDay(first, 'en'), '1 December 2026')
})

t.test('a share of nothing is a dash, not an error', async (t) => {
  t.equal(formatShare(0, 0, 'fr'), '–')
  t.equal(formatShare(1, 3, 'en'), '33%')
})

t.test('thousands are told apart, by a narrow space that never breaks in French', async (t) => {
  t.equal(formatCount(210_000, 'fr'), '210\u202F000')
  t.equal(formatCount(210_000, 'en'), '210,000')
  t.equal(formatCount(999, 'fr'), '999')
})
