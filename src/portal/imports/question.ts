/** Asks a person in which encoding a file is, when its content does not tell. The file waits in the form. */
import { type Encoding, encodings, type Reading } from '../spreadsheets/encodings.ts'
import type { UploadedFile } from './upload.ts'

export interface Question {
  name: string
  /** The file itself in base64: it is kept nowhere else. */
  kept: string
  /** Some lines, as each encoding reads them. */
  choices: { encoding: Encoding; lines: string[] }[]
}

const shown = { choices: 4, lines: 4, characters: 200 }

export function askEncoding({ name, bytes }: UploadedFile, readings: Reading[]): Question {
  const choices = readings.slice(0, shown.choices).map(({ encoding, text }) => ({
    encoding,
    lines: text.split('\n', shown.lines).map((line) => line.slice(0, shown.characters)),
  }))
  return { name, kept: bytes.toString('base64'), choices }
}

export const readEncoding = (typed: unknown): Encoding | undefined => encodings.find((one) => one === typed)
