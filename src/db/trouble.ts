/** What errors of the database mean: whether they pass, and in plain words why it cannot be reached. */

const codeOf = (error: unknown) => (error as { code?: string }).code ?? ''

/** Serialization failure, deadlock. PostgreSQL has undone everything, and asks to try again. */
export const isLostRace = (error: unknown): boolean => /^(40001|40P01)$/.test(codeOf(error))

/** It can be read, but not written to: a standby, or a full disk. */
export const isUnwritable = (error: unknown): boolean => /^(25006|53100)$/.test(codeOf(error))

/** Another process has still to migrate the database. */
export const hasNoTables = (error: unknown): boolean => codeOf(error) === '42P01'

/**
 * 08: connections, a pooler's too; 53: resources; 57P01 to 57P03: it stops or starts; 57014, 55P03: others held the
 * statement up.
 */
const awayCodes = /^(08\w{3}|53\d{3}|57P0[1-3]|57014|55P03)$/
/** Errors of pg itself, which have no code. */
const awayMessages =
  /^(timeout expired$|timeout exceeded when trying to connect|Connection terminated|Client (has encountered a connection error|was closed))/

/**
 * The database cannot be reached, has no free connection, cannot be written to, or did not end in time what others
 * hold up. It will pass.
 */
export function isAway(error: unknown): boolean {
  const code = codeOf(error)
  const isKnown = code in passing || awayCodes.test(code) || isLostRace(error) || isUnwritable(error)
  return isKnown || awayMessages.test((error as Error).message)
}

/** Without the password. */
function placeOf(databaseUrl: string): string {
  const { hostname, port, pathname } = new URL(databaseUrl)
  return `database ${pathname.slice(1)} at ${hostname}:${port || 5432}`
}

interface Trouble {
  sentence: string
  /** It may end by itself, such as a database that is starting. */
  mayPass: boolean
}

/** Undefined for an error that does not come from reaching the database. */
export function describeTrouble(databaseUrl: string, error: unknown): Trouble | undefined {
  const { message = '' } = error as { message?: string }
  const code = codeOf(error)
  // A pooler says the same of a server that went away.
  const isRefused = code !== '08P01' || message.includes('startup parameter')
  const refusal = isRefused ? lasting[code] : undefined
  if (refusal)
    return { sentence: `The ${placeOf(databaseUrl)} refuses us: ${refusal(databaseUrl)}`, mayPass: false }
  const reason =
    passing[code] ??
    (timeouts.test(message) ? passing.ETIMEDOUT : undefined) ??
    (isAway(error) ? `it broke off, or cannot work now (${code || message})` : undefined)
  return reason
    ? { sentence: `The ${placeOf(databaseUrl)} does not answer: ${reason}`, mayPass: true }
    : undefined
}

const passing: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
  ECONNRESET: 'it closed the connection (ECONNRESET)',
  ENOTFOUND: 'no machine has this name (ENOTFOUND)',
  EAI_AGAIN: 'the name cannot be looked up now (EAI_AGAIN)',
  ETIMEDOUT: 'the machine is silent; a firewall may drop what we send (ETIMEDOUT)',
  EHOSTUNREACH: 'no way leads to the machine (EHOSTUNREACH)',
  ENETUNREACH: 'no way leads to its network (ENETUNREACH)',
  '57P03': 'it is starting, or stopping (57P03)',
  '53300': 'all its connections are taken (53300)',
}
const timeouts = /^timeout expired$|connection timeout|timeout exceeded when trying to connect/

const userOf = (databaseUrl: string) => decodeURIComponent(new URL(databaseUrl).username) || 'without a name'

const lasting: Record<string, (databaseUrl: string) => string> = {
  '28P01': (url) =>
    `it does not know the user ${userOf(url)}, or not with this password. Correct DATABASE_URL (28P01)`,
  '28000': (url) =>
    `the user ${userOf(url)} may not connect from here. Correct DATABASE_URL, or pg_hba.conf (28000)`,
  '08P01': () =>
    'a pooler stands there, or another kind of server. Set DATABASE_POOLER and DATABASE_DIRECT_URL (08P01)',
  '3D000': () => 'there is no such database. Create it, or correct DATABASE_URL (3D000)',
  '42501': (url) => `the user ${userOf(url)} lacks a right. Make it the owner of the database (42501)`,
}
