/** Says in plain words why the database cannot be reached. */

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
  const { code = '', message = '' } = error as { code?: string; message?: string }
  // pg's own time-outs have no code.
  const reason = passing[code] ?? (timeouts.test(message) ? passing.ETIMEDOUT : undefined)
  if (reason) return { sentence: `The ${placeOf(databaseUrl)} does not answer: ${reason}`, mayPass: true }
  const refusal = lasting[code]
  if (!refusal) return undefined
  return { sentence: `The ${placeOf(databaseUrl)} refuses us: ${refusal(databaseUrl)}`, mayPass: false }
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
