/** What is wrong with a form, said in the words of a catalogue. */

type Sentence = string | ((...details: never[]) => string)
type Sentences = Record<string, Sentence>

/**
 * `{field: code}` -> `{field: sentence}`, in the order of `catalogue`, which is the form's. `details` are put in the
 * sentences that take any. Throws where the catalogue has no sentence for a code: each code has one.
 */
export function sayProblems(
  errors: Record<string, string | undefined>,
  catalogue: Record<string, Sentences>,
  ...details: unknown[]
): Record<string, string> {
  const fields = new Set([...Object.keys(catalogue), ...Object.keys(errors)])
  const wrong = [...fields].filter((field) => errors[field])
  return Object.fromEntries(
    wrong.map((field) => [field, sayProblem(errors[field]!, catalogue[field], ...details)]),
  )
}

export function sayProblem(code: string, sentences: Sentences = {}, ...details: unknown[]): string {
  const sentence = sentences[code]
  if (sentence === undefined) throw new Error(`no sentence for the problem ${code}`)
  return typeof sentence === 'string' ? sentence : sentence(...(details as never[]))
}
