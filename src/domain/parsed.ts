/** The result of reading something typed: a value, or what is wrong with it. */
export type Parsed<Value, Problem extends string = string> =
  | { ok: true; value: Value }
  | { ok: false; problem: Problem }

export const valid = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value })
export const invalid = <Problem extends string>(problem: Problem): { ok: false; problem: Problem } => ({
  ok: false,
  problem,
})

type Fields = Record<string, Parsed<unknown>>
type ErrorsOf<Read extends Fields> = {
  [Name in keyof Read]?: Extract<Read[Name], { ok: false }>['problem']
}
type ValuesOf<Read extends Fields> = { [Name in keyof Read]: Extract<Read[Name], { ok: true }>['value'] }

/**
 * The result of reading several fields: all values, or what is wrong with each. In the second case `values` holds
 * those that could be read.
 */
export type ParsedFields<Read extends Fields> =
  | { ok: true; values: ValuesOf<Read> }
  | { ok: false; values: Partial<ValuesOf<Read>>; errors: ErrorsOf<Read> }

/** `errors` keeps the order of `read`. */
export function gatherFields<Read extends Fields>(read: Read): ParsedFields<Read> {
  const fields = Object.entries(read)
  const values = Object.fromEntries(fields.flatMap(([name, one]) => (one.ok ? [[name, one.value]] : [])))
  const errors = Object.fromEntries(fields.flatMap(([name, one]) => (one.ok ? [] : [[name, one.problem]])))
  if (Object.keys(errors).length === 0) return { ok: true, values: values as ValuesOf<Read> }
  return {
    ok: false,
    values: values as Partial<ValuesOf<Read>>,
    errors: errors as ErrorsOf<Read>,
  }
}

/** Problems found by another parser, for `gatherFields` to put among the rest. */
export function failedFields(errors: Partial<Record<string, string>>): Fields {
  const found = Object.entries(errors).flatMap(([name, problem]) =>
    problem ? [[name, invalid(problem)]] : [],
  )
  return Object.fromEntries(found)
}
