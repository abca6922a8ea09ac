/** Reads the file of a posted form. */
import type { FastifyRequest } from 'fastify'
import { refuseOther } from '../../accounts/sessions/session.ts'
import { invalid, type Parsed, valid } from '../../domain/parsed.ts'
import { cleanText } from '../../domain/plain-text.ts'
import type { Encoding } from '../spreadsheets/encodings.ts'
import { readEncoding } from './question.ts'

export const mostFileBytes = 2 * 2 ** 20
/** In the form that asks for its encoding, the file is a field in base64: four characters for three bytes. */
const mostKept = Math.ceil(mostFileBytes / 3) * 4
/** The file, and what surrounds it in the form. */
const mostFormBytes = mostKept + 16 * 1024

/** Limits for the plugin that reads forms with files. */
export const uploadLimits = {
  ...{ fileSize: mostFileBytes, files: 1, fields: 5, parts: 6 },
  ...{ fieldNameSize: 100, fieldSize: mostKept, headerPairs: 20 },
}

export interface UploadedFile {
  name: string
  bytes: Buffer
}

export interface Upload {
  file: UploadedFile
  /** The one that was chosen, when it was asked for. */
  encoding: Encoding | undefined
}

export type UploadProblem = 'missing' | 'too_large' | 'too_many_parts'

/** Stops reading as soon as the file is too large. Throws (400) for a form that cannot be read. */
export async function readUpload(req: FastifyRequest): Promise<Parsed<Upload, UploadProblem>> {
  if (!req.isMultipart()) return invalid('missing')
  if (Number(req.headers['content-length'] ?? 0) > mostFormBytes) return invalid('too_large')
  const fields: Record<string, unknown> = Object.create(null)
  let file: UploadedFile | undefined
  try {
    for await (const part of req.parts()) {
      if (part.type === 'file') file = { name: part.filename, bytes: await part.toBuffer() }
      else fields[part.fieldname] = part.value
    }
  } catch (error) {
    return invalid(problemOf(error))
  }
  refuseOther(req.merchant, fields)
  file ??= readKept(fields)
  if (!file || file.bytes.length === 0) return invalid('missing')
  return valid({
    file: { bytes: file.bytes, name: nameOf(file.name) },
    encoding: readEncoding(fields.encoding),
  })
}

/** The file that came before, and waits in the form that asks for its encoding. */
function readKept({ kept, kept_name: name }: Record<string, unknown>): UploadedFile | undefined {
  if (typeof kept !== 'string' || typeof name !== 'string') return undefined
  return { name, bytes: Buffer.from(kept, 'base64') }
}

function problemOf(error: unknown): UploadProblem {
  const { code } = error as { code?: string }
  if (code === 'FST_REQ_FILE_TOO_LARGE') return 'too_large'
  if (/^FST_(PARTS|FILES|FIELDS)_LIMIT$/.test(code ?? '')) return 'too_many_parts'
  throw Object.assign(new Error('unreadable form', { cause: error }), { statusCode: 400 })
}

/** The name without the folders that some browsers send. */
function nameOf(fileName: string): string {
  const name = cleanText(fileName.split(/[\\/]/).at(-1) ?? '')
  return [...name].slice(0, 100).join('') || '?'
}
