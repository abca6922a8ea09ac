/** Turns the problems of a form into sentences of a catalogue. */

type Sentence = string | ((...details: never[]) => string)
type Sentences = Record<string, Sentence>

/**
 * `{field: code}` -> `{field: sentence}`, in the order of `catalogue`, which is the form's. `details` fill in the
 * sentences that have parameters. `ProblemsOf` checks that each problem has a sentence. No type reads views:
 * one that names another catalogue fails here.
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
