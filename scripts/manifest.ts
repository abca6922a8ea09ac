/** `npm run manifest`: writes down what is served, after a change that is meant. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const hashes = readdirSync(join(root, 'public')).map((name) => {
  const bytes = readFileSync(join(root, 'public', name))
  return [name, createHash('sha256').update(bytes).digest('hex')]
})
writeFileSync(join(root, 'public.sha256.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`)
