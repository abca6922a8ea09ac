/** What comes of reading something typed: a value, or what is wrong with it. */
export type Parsed<Value, Problem extends string = string> =
  | { ok: true; value: Value }
  | { ok: false; problem: Problem }

type Fields = Record<string, Parsed<unknown>>
type ValuesOf<Read extends Fields> = { [Name in keyof Read]: Extract<Read[Name], { ok: true }>['value'] }

/** All the values, or what is wrong with each field; then `values` holds those that can be read. */
export type ParsedFields<Read extends Fields> =
  | { ok: true; values: ValuesOf<Read> }
  | { ok: false; values: Partial<ValuesOf<Read>>; errors: Partial<Record<keyof Read, string>> }

/** `errors` has the order of `read`. */
export function gatherFields<Read extends Fields>(read: Read): ParsedFields<Read> {
  const fields = Object.entries(read)
  const values = Object.fromEntries(fields.flatMap(([name, one]) => (one.ok ? [[name, one.value]] : [])))
  const errors = Object.fromEntries(fields.flatMap(([name, one]) => (one.ok ? [] : [[name, one.problem]])))
  if (Object.keys(errors).length === 0) return { ok: true, values: values as ValuesOf<Read> }
  return {
    ok: false,
    values: values as Partial<ValuesOf<Read>>,
    errors: errors as Partial<Record<keyof Read, string>>,
  }
}
