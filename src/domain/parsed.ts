/** The result of reading something typed: a value, or what is wrong with it. `Detail`: where, or what else helps. */
export type Parsed<Value, Problem extends string, Detail = unknown> =
  | { ok: true; value: Value }
  | ({ ok: false; problem: Problem } & Detail)

export const valid = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value })
export const invalid = <Problem extends string, Detail extends object = object>(
  problem: Problem,
  detail?: Detail,
): { ok: false; problem: Problem } & Detail => ({ ok: false, problem, ...detail! })

/** The result of reading a form: a value, or a problem for each wrong field. */
export type ParsedForm<Value, Errors = Record<string, string>> =
  | { ok: true; value: Value }
  | { ok: false; errors: Errors }

type Fields = Record<string, Parsed<unknown, string>>
type ErrorsOf<Read extends Fields> = {
  [Name in keyof Read]?: Extract<Read[Name], { ok: false }>['problem']
}
type ValuesOf<Read extends Fields> = { [Name in keyof Read]: Extract<Read[Name], { ok: true }>['value'] }

/** `errors` keeps the order of `read`. When something is wrong, `usable` holds the values that could be read. */
export function gatherFields<Read extends Fields>(
  read: Read,
): ParsedForm<ValuesOf<Read>, ErrorsOf<Read>> & { usable: Partial<ValuesOf<Read>> } {
  const fields = Object.entries(read)
  const values = Object.fromEntries(fields.flatMap(([name, one]) => (one.ok ? [[name, one.value]] : [])))
  const errors = Object.fromEntries(fields.flatMap(([name, one]) => (one.ok ? [] : [[name, one.problem]])))
  const usable = values as Partial<ValuesOf<Read>>
  if (Object.keys(errors).length === 0) return { ok: true, value: values as ValuesOf<Read>, usable }
  return { ok: false, errors: errors as ErrorsOf<Read>, usable }
}

/** The problems that another parser found, for `gatherFields` to put among the rest. */
export function failedFields<Errors extends Record<string, string>>(form: ParsedForm<unknown, Errors>) {
  const errors = form.ok ? [] : Object.entries(form.errors)
  const found = Object.fromEntries(errors.map(([name, problem]) => [name, invalid(problem)]))
  return found as { [Name in keyof Errors]-?: Parsed<never, Required<Errors>[Name]> }
}
