/**
 * `npm run icons`: draws the icons of home screens, and the picture that a message shows beside a link, from
 * `styles/site/icon.svg`.
 */
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { palette } from '../src/domain/palette.ts'
import { paintIcon } from '../src/web/style-sheets.ts'

const mark = paintIcon('site/icon.svg', palette.light).replace('rx="7"', '')

// A round cut keeps what is within four fifths of the width, so the mark is drawn smaller than in a tab.
const icon = drawMark(0.82)
for (const [name, size] of Object.entries({
  'touch-icon.png': 180,
  'icon-192.png': 192,
  'icon-512.png': 512,
}))
  await save(name, sharp(icon, { density: (72 * size) / 32 }).resize(size, size))

// The size that previews of links are made for. The mark alone: the brand's name may be another.
const preview = sharp(drawMark(0.62), { density: (72 * 630) / 32 })
await save(
  'link-preview.png',
  preview.resize(1200, 630, { fit: 'contain', background: palette.light.accent }),
)

function drawMark(scale: number): Buffer {
  const smaller = `translate(16 16) scale(${scale}) rotate(-6) translate(-16 -16)`
  return Buffer.from(mark.replace('rotate(-6 16 16)', smaller))
}

async function save(name: string, picture: Sharp): Promise<void> {
  await picture
    .png({ palette: true, compressionLevel: 9 })
    .toFile(join(import.meta.dirname, '../public', name))
}
