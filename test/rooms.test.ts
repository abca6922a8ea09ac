/** Checks who may import whom in `src/` (docs/architecture.md). */
import t from 'tap'
import { findCircle, type Import, importsOf, roomOf } from './fixtures/rooms.ts'
import { readAll } from './fixtures/sources.ts'

/** From the lowest floor up. A room imports rooms of its own floor or of lower ones. `*` stands for any name. */
const floors = [
  ['domain'],
  ['config', 'db', 'i18n', 'i18n/*', 'i18n/portal/*', 'limits', 'deps.ts', 'web', 'providers/http'],
  ['merchants', 'outbox', 'requests', 'customers', 'messages', 'payments'],
  ['accounts/*', 'providers/*', 'providers'],
  ['portal/*', 'pay', 'design'],
  [
    'account-letters.ts',
    'app.ts',
    'portal-routes.ts',
    'server-options.ts',
    'create-merchant.ts',
    'jobs.ts',
    'runner.ts',
    'process.ts',
    'secrets.ts',
    'system.ts',
    'worker.ts',
    'dev',
    'doctor',
    'metrics',
    'restore',
  ],
  ['server.ts'],
]

const imports = readAll('src/**/*.ts').flatMap(importsOf)
const own = imports.filter(({ source }) => source.startsWith('src/'))
const between = own.filter(({ path, source }) => roomOf(path) !== roomOf(source))

t.test('No room imports a room that imports it, types included', async (t) => {
  const arrows = new Map<string, Set<string>>()
  for (const { path, source } of between) {
    const known = arrows.get(roomOf(path)) ?? new Set()
    arrows.set(roomOf(path), known.add(roomOf(source)))
  }
  t.ok(arrows.size > 40)
  const circles = [...arrows.keys()].flatMap((room) => {
    const circle = findCircle(room, arrows)
    return circle ? [{ circle: circle.join(' -> '), by: namesOf(between, circle) }] : []
  })
  t.strictSame(circles, [])
})

t.test('A room imports nothing from a floor above its own', async (t) => {
  const wrong = between.filter(({ path, source }) => floorOf(source) > floorOf(path))
  t.strictSame(wrong.map(name), [])
})

t.test('Values of kysely are imported where SQL is written, types of it anywhere', async (t) => {
  const places = /(store|ledger)\.ts$|^src\/(db|dev)\/|^src\/web\/health\.ts$/
  const wrong = imports.filter(
    ({ path, source, isTypeOnly }) => source === 'kysely' && !isTypeOnly && !places.test(path),
  )
  t.strictSame(wrong.map(name), [])
})

t.test('A store is imported by what acts or answers, never by a rule, a text or the web layer', async (t) => {
  const wrong = own.filter(
    ({ path, source }) => /store\.ts$/.test(source) && /^src\/(domain|i18n|web|config)\//.test(path),
  )
  t.strictSame(wrong.map(name), [])
})

t.test('Nothing that runs in production imports the demo, but the web process itself', async (t) => {
  const wrong = own.filter(
    ({ path, source }) => roomOf(source) === 'dev' && !/^src\/(dev\/|server\.ts$)/.test(path),
  )
  t.strictSame(wrong.map(name), [])
})

function floorOf(path: string): number {
  const room = roomOf(path)
  const found = floors.findIndex((rooms) =>
    rooms.some((one) => new RegExp(`^${one.replace('*', '[^/]+')}$`).test(room)),
  )
  if (found < 0) throw new Error(`${room} has no floor: give it one here and in the README's map`)
  return found
}

/** The imports that make each step of a circle. */
function namesOf(all: Import[], circle: string[]): string[] {
  const steps = circle.slice(1).map((room, index) => `${circle[index]} ${room}`)
  return all.filter(({ path, source }) => steps.includes(`${roomOf(path)} ${roomOf(source)}`)).map(name)
}

function name({ path, source }: Import): string {
  return `${path} imports ${source}`
}
