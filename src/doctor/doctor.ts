/** `npm run doctor`, for operators: says what is wrong and how to mend it. It changes nothing, and sends nothing. */
import dns from 'node:dns/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Config, ConfigError, readConfig } from '../config/config.ts'
import { findNow } from '../db/clock.ts'
import { connect, createPool } from '../db/connect.ts'
import { mailers } from '../providers/mailers.ts'
import { texters } from '../providers/texters.ts'
import { checkClock, readDateOf } from './clock.ts'
import { checkDatabase, checkMigrations, checkReplica, checkTimeLimit, checkVersion } from './database.ts'
import { exitCodeOf, type Finding, fine, look, wrong } from './finding.ts'
import { checkBackups, checkDisk, checkQueue } from './machine.ts'
import { checkDkim, checkDmarc, checkReturnPath, checkSpf } from './mail-domain.ts'
import { tryMerchantKeys } from './merchant-keys.ts'
import { checkMerchantKeys, checkProvider, checkReports, checkSenders } from './providers.ts'
import { checkProxy, checkPublicAddress } from './public-address.ts'

const root = join(import.meta.dirname, '../..')
const marks = { fine: 'ok   ', doubtful: 'hm   ', wrong: 'WRONG' }

const { backups } = parseArgs({ options: { backups: { type: 'string' } } }).values
process.exitCode = exitCodeOf(await examine())

async function examine(): Promise<Finding[]> {
  const config = readOrRefuse()
  if (Array.isArray(config)) return config.map(print)
  const found: Finding[] = []
  for (const [about, check] of checksOf(config)) found.push(print(await look(about, check)))
  return [...found, ...(await examineDatabase(config))]
}

function readOrRefuse(): Config | Finding[] {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.split('\n').map((line) => wrong(line, 'Every variable is in .env.example'))
  }
}

type Check = [about: string, check: () => Promise<Finding>]

function checksOf(config: Config): Check[] {
  const { mailer, texter, mailFrom, stripeApiBase } = config
  const domain = mailFrom.slice(mailFrom.lastIndexOf('@') + 1)
  const isMailOurs = mailer !== 'local'
  const [email, sms] = [mailers[mailer].tryKey, texters[texter].tryKey]
  const checks: (Check | false | undefined)[] = [
    ['The configuration', async () => fine('Every variable is there and well-formed')],
    ['The public address', () => checkPublicAddress(config)],
    ['The proxy', () => checkProxy(config)],
    ['The clock', () => checkClock(new URL(stripeApiBase).host, () => readDateOf(stripeApiBase))],
    isMailOurs && ['SPF', () => checkSpf(dns, domain)],
    isMailOurs && ['DKIM', () => checkDkim(dns, domain)],
    isMailOurs && ['DMARC', () => checkDmarc(dns, domain)],
    mailer === 'postmark' && ['Return-Path', () => checkReturnPath(dns, domain)],
    mailer === 'postmark' && ['The sender', async () => fine(untold(mailFrom))],
    email && ['E-mail', () => checkProvider(mailer, email.variables, () => email.ask(config))],
    sms && ['SMS', () => checkProvider(texter, sms.variables, () => sms.ask(config))],
    ['The disk', () => checkDisk(root)],
    backups ? ['The backups', () => checkBackups(backups)] : undefined,
  ]
  return checks.filter((check) => check !== false && check !== undefined)
}

/** Senders and domains are told only to the token of the whole account, which we have no use for. */
const untold = (mailFrom: string) =>
  `Postmark does not tell our token whether ${mailFrom} may send: its page "Sender Signatures" does`

/** Stops at the first thing that is wrong with the database itself: the rest would only repeat it. */
async function examineDatabase(config: Config): Promise<Finding[]> {
  const { databaseUrl, databaseReplicaUrl: replicaUrl, isDatabasePooled: isPooled } = config
  if (!databaseUrl) return [print(fine('No DATABASE_URL: npm start brings a database of its own'))]
  const db = connect(createPool(databaseUrl, { name: 'acquit doctor', max: 1, isPooled }))
  const replica = replicaUrl ? connect(createPool(replicaUrl, { max: 1 })) : undefined
  const checks: Check[] = [
    ['The database', () => checkDatabase(databaseUrl, db)],
    ['Its version', () => checkVersion(db)],
    ['Its migrations', () => checkMigrations(db, join(root, 'migrations'))],
    ['Its limit of time', () => checkTimeLimit(db)],
    ...(replicaUrl && replica
      ? [['The replica', () => checkReplica(replicaUrl, replica, db)] satisfies Check]
      : []),
    ['Its clock', () => checkClock('the database', () => findNow(db))],
    ['The queue', () => checkQueue(db)],
    ['The webhooks', () => checkReports(db, config)],
    ['The keys of merchants', () => checkMerchantKeys(db)],
    ['Keys of merchants at Stripe', () => tryMerchantKeys(db, config)],
    ['The SMS senders', () => checkSenders(db)],
  ]
  const found: Finding[] = []
  try {
    for (const [index, [about, check]] of checks.entries()) {
      found.push(print(await look(about, check)))
      if (index < 3 && found.at(-1)!.level === 'wrong') break
    }
  } finally {
    await Promise.all([db.destroy(), replica?.destroy()])
  }
  return found
}

function print(finding: Finding): Finding {
  const { level, said, mend } = finding
  process.stdout.write(`${marks[level]} ${said}.${mend ? `\n      -> ${mend}.` : ''}\n`)
  return finding
}
