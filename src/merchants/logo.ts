/** Decodes an uploaded logo and draws it again, without its metadata and small enough for the pay page. */
import { createHash } from 'node:crypto'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { invalid, type Parsed, valid } from '../domain/parsed.ts'

export const mostFileBytes = 512 * 1024
/** A decoder may hold the whole picture several times: a progressive JPEG takes 9 bytes for each pixel. */
const mostPixels = 8_000_000
/** How many times longer one side may be. Shrinking a line of a million pixels takes a gigabyte. */
const mostRatio = 20
/** The whole pay page may weigh 14 KiB: this is the logo's part. */
const mostBytes = 2048
/** The largest size on the page, in CSS pixels. */
const box = { width: 160, height: 56 }
/**
 * Image pixels for each CSS pixel. The first is sharp on every screen; the next are tried until the file is small
 * enough.
 */
const densities = [2, 1.5, 1, 0.5] as const

export interface Logo {
  logo: Buffer
  logo_hash: string
  logo_type: 'image/png' | 'image/jpeg'
  logo_width: number
  logo_height: number
}

export type LogoProblem =
  | 'missing'
  | 'too_large'
  | 'not_an_image'
  | 'too_many_pixels'
  | 'too_long'
  | 'unreadable'

/** `file`: the uploaded bytes. Returns the logo's columns, or why the file cannot be used. */
export async function drawLogo(file: Buffer): Promise<Parsed<Logo, LogoProblem>> {
  const problem = findProblem(file)
  if (problem) return invalid(problem)
  try {
    // Reads the header only.
    const header = await sharp(file, { limitInputPixels: false }).metadata()
    const problem = findSizeProblem(header)
    return problem ? invalid(problem) : valid(await inTurn(() => draw(file, fitted(header.autoOrient))))
  } catch {
    return invalid('unreadable')
  }
}

function findSizeProblem({ width, height, depth }: Metadata): LogoProblem | undefined {
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  if (long > short * mostRatio) return 'too_long'
  const bytesPerSample = depth === 'ushort' ? 2 : 1
  return width * height * bytesPerSample > mostPixels ? 'too_many_pixels' : undefined
}

let lastDrawn: Promise<unknown> = Promise.resolve()

/** Draws one picture at a time, so that many at once do not take the memory of many. */
function inTurn(work: () => Promise<Logo>): Promise<Logo> {
  const drawn = lastDrawn.then(work)
  lastDrawn = drawn.catch(() => undefined)
  return drawn
}

/** Only files that begin as a PNG or a JPEG reach the decoder, which could read many more formats. */
function findProblem(file: Buffer): LogoProblem | undefined {
  if (file.length === 0) return 'missing'
  if (file.length > mostFileBytes) return 'too_large'
  const start = file.subarray(0, 8).toString('hex')
  return start === '89504e470d0a1a0a' || start.startsWith('ffd8ff') ? undefined : 'not_an_image'
}

/** Fits the picture into the box. A small picture is not enlarged. */
function fitted({ width, height }: { width: number; height: number }) {
  const scale = Math.min(1, box.width / width, box.height / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

async function draw(file: Buffer, shown: { width: number; height: number }): Promise<Logo> {
  // Transparent parts become white: logos are made for white paper, and stand on a white plate in the dark scheme.
  const decoded = sharp(file, { limitInputPixels: mostPixels }).autoOrient().flatten({ background: '#fff' })
  const finest = await scaled(decoded, shown, densities[0])
  for (const density of densities) {
    const best = await encode(await scaled(sharp(finest), shown, density))
    if (!best) continue
    return {
      logo: best.bytes,
      logo_hash: createHash('sha256').update(best.bytes).digest('hex'),
      logo_type: best.type,
      logo_width: shown.width,
      logo_height: shown.height,
    }
  }
  throw new Error('no encoding of this logo is small enough')
}

function scaled(image: Sharp, { width, height }: { width: number; height: number }, density: number) {
  const [across, down] = [width, height].map((side) => Math.ceil(side * density))
  return image
    .resize(across, down, { fit: 'fill', withoutEnlargement: true })
    .toColourspace('srgb')
    .png()
    .toBuffer()
}

const encodings = [
  ...[64, 32, 16, 8].map((colours) => ({
    type: 'image/png' as const,
    encode: (image: Sharp) => image.png({ palette: true, colours, dither: 0, effort: 4 }),
  })),
  ...[85, 70, 50, 30].map((quality) => ({
    type: 'image/jpeg' as const,
    encode: (image: Sharp) => image.jpeg({ mozjpeg: true, quality }),
  })),
]

/** Of the encodings that are small enough, the one closest to the picture. PNG suits flat colours, JPEG photographs. */
async function encode(picture: Buffer) {
  const wanted = await sharp(picture).raw().toBuffer()
  const tries = encodings.map(async ({ type, encode }) => {
    const bytes = await encode(sharp(picture)).toBuffer()
    if (bytes.length > mostBytes) return []
    const got = await sharp(bytes).removeAlpha().toColourspace('srgb').raw().toBuffer()
    return [{ type, bytes, error: wanted.reduce((sum, value, at) => sum + (value - got[at]!) ** 2, 0) }]
  })
  const fitting = (await Promise.all(tries)).flat()
  return fitting.sort((one, other) => one.error - other.error)[0]
}
