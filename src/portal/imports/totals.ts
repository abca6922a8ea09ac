/** Finds the lines at the end of a file that add up the others. */
import { parseAmount } from '../../domain/money.ts'
import { fold } from './titles.ts'

export interface Totals {
  lines: number[]
  /** The last amount they say, when none of them is what the lines add up to. */
  wrongCents?: number
}

interface ReadLine {
  line: number
  cells: string[]
  values: { amount: string; recipient: string; description: string }
}

/** Splits the total lines from the end. A line with a recipient is never one. */
export function splitTotals<One extends ReadLine>(lines: One[]): { lines: One[]; totals: Totals } {
  let end = lines.length
  while (end > 1 && lines.length - end < mostTotals && isTotal(lines[end - 1]!, lines.slice(0, end - 1)))
    end -= 1
  const requests = lines.slice(0, end)
  const totals = lines.slice(end)
  const amounts = totals.map(({ values }) => readCents(values.amount)).filter((cents) => cents !== undefined)
  const isRight = amounts.length === 0 || amounts.includes(sumOf(requests))
  return {
    lines: requests,
    totals: { lines: totals.map(({ line }) => line), ...(isRight ? {} : { wrongCents: amounts.at(-1)! }) },
  }
}

/** Without taxes, the taxes, and with them. */
export const mostTotals = 3

function isTotal({ cells, values }: ReadLine, before: ReadLine[]): boolean {
  if (values.recipient !== '') return false
  if (cells.some((cell) => words.test(fold(cell)))) return true
  const cents = readCents(values.amount)
  return values.description === '' && cents !== undefined && cents === sumOf(before)
}

const words =
  /^\W*(?:(?:sous|grand|sub)[\s-]?)?(?:totaux|total|somme|sum|tva|vat|montant total|net a payer|cumul)\b/

const sumOf = (lines: ReadLine[]) =>
  lines.reduce((sum, { values }) => sum + (readCents(values.amount) ?? 0), 0)

function readCents(amount: string): number | undefined {
  const parsed = parseAmount(amount, { min: 0, max: Number.MAX_SAFE_INTEGER })
  return parsed.ok ? parsed.value : undefined
}
