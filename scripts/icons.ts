/** `npm run icons`: draws the icons of home screens from `styles/favicon.svg`, filled to the edge. */
import { join } from 'node:path'
import sharp from 'sharp'
import { palette } from '../src/domain/palette.ts'
import { paintIcon } from '../src/web/style-sheets.ts'

const sizes = { 'touch-icon.png': 180, 'icon-192.png': 192, 'icon-512.png': 512 }

// A round cut keeps what is within four fifths of the width, so the mark is drawn smaller than in a tab.
const svg = paintIcon('favicon.svg', palette.light)
  .replace('rx="7"', '')
  .replace('rotate(-6 16 16)', 'translate(16 16) scale(.82) rotate(-6) translate(-16 -16)')

for (const [name, size] of Object.entries(sizes)) {
  await sharp(Buffer.from(svg), { density: (72 * size) / 32 })
    .resize(size, size)
    .png({ palette: true, compressionLevel: 9 })
    .toFile(join(import.meta.dirname, '../public', name))
}
