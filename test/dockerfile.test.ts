/** No image is built here, so Dockerfile is linted, and what it says is compared with the repository. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { validate } from 'dockerfile-utils'
import t from 'tap'
import { importsOf } from './fixtures/rooms.ts'
import { readAll, root } from './fixtures/sources.ts'

const read = (path: string) => readAll(path)[0]!.text
const dockerfile = read('Dockerfile')
const instructions = Array.from(dockerfile.matchAll(/^([A-Z]+) (.+)$/gm), ([, name, rest]) => ({
  name: name!,
  rest: rest!,
}))
const all = (name: string) => instructions.filter((one) => one.name === name).map(({ rest }) => rest)
const stages = dockerfile.split(/^(?=FROM )/m).slice(1)
/** What is copied from here; the destination is the last word. */
const copied = all('COPY').flatMap((rest) => (rest.startsWith('--from') ? [] : rest.split(' ').slice(0, -1)))
const { scripts, dependencies } = JSON.parse(read('package.json'))
const lint = (text: string) =>
  validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`)

t.test('the linter finds nothing', async (t) => {
  t.strictSame(lint(dockerfile), [])
})

t.test('it finds what Docker would refuse', async (t) => {
  const mistakes = [
    ['COPY src', 'COPPY src', 'Unknown instruction'],
    ['COPY src ./src', 'COPY src', 'at least two arguments'],
    ['EXPOSE 3000', 'EXPOSE web', 'Invalid containerPort'],
    ['USER node', 'USER', 'Instruction has no arguments'],
  ] as const
  for (const [right, wrong, said] of mistakes) {
    const broken = dockerfile.replace(right, wrong)
    t.not(broken, dockerfile)
    t.match(lint(broken).join('\n'), said)
  }
})

t.test('each instruction is on a line of its own, so that this file reads all of them', async (t) => {
  t.strictSame(
    dockerfile.split('\n').filter((line) => line && !line.startsWith('#') && !/^[A-Z]+ .*[^\\]$/.test(line)),
    [],
  )
})

t.test('what is copied is there, and is all that .dockerignore lets through', async (t) => {
  t.strictSame(
    copied.filter((path) => !existsSync(join(root, path))),
    [],
  )
  const [everything, ...exceptions] = read('.dockerignore').trim().split('\n')
  t.equal(everything, '*')
  t.strictSame(exceptions.sort(), [...new Set(copied)].map((path) => `!${path}`).sort())
})

t.test('its Node is that of .node-version, in each stage', async (t) => {
  const version = read('.node-version').trim()
  t.equal(stages.length, 2)
  for (const image of all('FROM')) t.match(image, new RegExp(`^node:${version}-`))
})

t.test('it ends as somebody who is not root and owns nothing in it', async (t) => {
  const last = stages.at(-1)!
  t.match(last, /^USER node$/m)
  t.notMatch(last.slice(last.indexOf('\nUSER node')), /^(USER (?!node$)|COPY|RUN|ADD)/m)
  t.notMatch(dockerfile, '--chown')
})

t.test('it starts what `npm start` and Procfile start', async (t) => {
  const command = JSON.parse(all('CMD').join()).join(' ')
  t.equal(command, scripts.start)
  t.match(read('Procfile'), `web: ${command}\n`)
})

t.test('it installs what is locked, without packages of development; what runs needs no more', async (t) => {
  t.match(all('RUN'), ['npm ci --omit=dev --ignore-scripts'])
  const imports = readAll('{src,migrations}/**/*.ts').flatMap(importsOf)
  const outside = imports.filter(({ isTypeOnly, source }) => !isTypeOnly && !/^(node:|src\/)/.test(source))
  const packageOf = (source: string) => source.split('/', source.startsWith('@') ? 2 : 1).join('/')
  t.ok(outside.length > 50)
  t.strictSame(
    outside.filter(({ source }) => !Object.hasOwn(dependencies, packageOf(source))),
    [],
  )
})
