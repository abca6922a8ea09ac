/**
 * The rules of passwords: long, and not among those that are guessed first. Checked here, so that no password leaves
 * the machine.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type PasswordProblem = 'too_short' | 'too_long' | 'common' | 'simple' | 'personal'

/** Lengths in characters, as people count them. */
const shortest = 12
const longest = 128
/** How many characters must remain after everything guessable is removed. */
const leastOwn = 8

/**
 * Checks a new password: at sign-up, by a link, in the portal, with an invitation. `about` holds words that an
 * attacker would try first: the person's address and name, the merchant's name, the brand. Undefined when it is good.
 */
export function findPasswordProblem(password: string, about: readonly string[]): PasswordProblem | undefined {
  const { length } = [...password]
  if (length < shortest) return 'too_short'
  if (length > longest) return 'too_long'
  const plain = plainOf(password)
  if (isSimple(plain)) return 'simple'
  if (commonPasswords().has(password.toLowerCase())) return 'common'
  if (!isOwn(without(plain, usualWords))) return 'common'
  return isOwn(without(plain, [...usualWords, ...about.flatMap(wordsOf)])) ? undefined : 'personal'
}

/** The words French people use first. The list of common passwords comes from other countries. */
const usualWords = [
  'motdepasse',
  'password',
  'azertyuiop',
  'azerty',
  'qwertyuiop',
  'qwerty',
  'bonjour',
  'bienvenue',
  'connexion',
  'administrateur',
  'admin',
  'soleil',
  'doudou',
  'loulou',
  'chouchou',
  'jetaime',
  'marseille',
  'welcome',
  'letmein',
  'p@ssw0rd',
  'passw0rd',
  'changeme',
]

let known: Set<string> | undefined

function commonPasswords(): Set<string> {
  known ??= new Set(readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8').split('\n'))
  return known
}

/** `Été 2026` and `ete2026` count as the same guess. */
function plainOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\s]/gu, '')
}

/** `camille@atelier.example` gives itself, camille, atelier.example, atelier and example. */
function wordsOf(text: string): string[] {
  const parts = text.split(/[^\p{L}\p{N}]+/u)
  return [text, ...text.split('@'), ...parts].map(plainOf).filter((word) => word.length >= 3)
}

/** Longest words first, so that a name is removed whole before a shorter word that it starts with. */
function without(plain: string, words: string[]): string {
  const ordered = words.toSorted((one, other) => other.length - one.length)
  return ordered.reduce((left, word) => left.replaceAll(word, ''), plain)
}

function isOwn(rest: string): boolean {
  return [...rest].length >= leastOwn && !isSimple(rest)
}

/** Sequences of the alphabet, the digits and the rows of keyboards. */
const runs = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
]

/** One piece repeated, or at most three sequences such as 12345, fedcba, azerty, 1111. */
function isSimple(plain: string): boolean {
  if (/^(.+?)\1+$/u.test(plain)) return true
  const letters = [...plain]
  const begun = letters.filter((letter, index) => !followsOn(letters[index - 1] ?? '', letter))
  return begun.length <= 3
}

function followsOn(before: string, letter: string): boolean {
  if (before === '') return false
  return (
    before === letter || runs.some((run) => run.includes(before + letter) || run.includes(letter + before))
  )
}
