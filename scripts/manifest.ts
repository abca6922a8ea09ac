/** `npm run manifest`: writes the hashes of all served files, after an intended change. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assets } from '../src/web/assets.ts'

const hashes = Array.from(assets, ([name, body]) => [name, createHash('sha256').update(body).digest('hex')])
const sorted = Object.fromEntries(hashes.sort())
writeFileSync(join(import.meta.dirname, '../public.sha256.json'), `${JSON.stringify(sorted, null, 2)}\n`)
