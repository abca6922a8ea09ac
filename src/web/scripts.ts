/** The portal's script as it is served: the files of `public/portal/`, put together when the process starts. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../public/portal')

/** Each file keeps its names to itself, as a module does. */
export function joinScripts(): string {
  const files = readdirSync(root).sort()
  return files.map((name) => `(() => {\n${readFileSync(join(root, name), 'utf8')}})();\n`).join('')
}
