/** `npm run after-restore`, for operators: lists what a restored backup would send, and lets it go or not. */
import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '../config/config.ts'
import { connect, createPool } from '../db/connect.ts'
import { giveUpOld, sendOld } from './release.ts'
import { findHeldSince, holdBack, listHeldLetters, listHeldMessages } from './store.ts'

const usage = `npm run after-restore                  lists what waits
npm run after-restore -- --give-up     what is older than the restore is not sent again, and messages leave from now on
npm run after-restore -- --send        everything leaves, even what may have left before
npm run after-restore -- --hold        holds everything back: before the first start, after a restore of files
`

const flag = { type: 'boolean', default: false } as const
const { values } = parseArgs({ options: { 'give-up': flag, send: flag, hold: flag } })

const { databaseDirectUrl } = readConfig(process.env)
if (!databaseDirectUrl) throw new ConfigError("DATABASE_URL is missing: it should be the web process's own")
const db = connect(createPool(databaseDirectUrl, { name: 'acquit after-restore', max: 1 }))
try {
  if (values.hold) await holdBack(db)
  await list()
  if (values['give-up']) await giveUpOld(db)
  else if (values.send) await sendOld(db)
} finally {
  await db.destroy()
}

async function list(): Promise<void> {
  const heldSince = await findHeldSince(db)
  if (!heldSince) return print('Nothing is held back.\n')
  print(`Held back since ${heldSince.toISOString()}:\n`)
  for (const { created_at, purpose, channel, recipient, request_id } of await listHeldMessages(db, heldSince))
    print(`  ${created_at.toISOString()}  ${purpose} by ${channel} to ${recipient}, about ${request_id}\n`)
  for (const { created_at, kind } of await listHeldLetters(db, heldSince))
    print(`  ${created_at.toISOString()}  letter about an account: ${kind}\n`)
  if (!values['give-up'] && !values.send) print(`\n${usage}`)
}

function print(text: string): void {
  process.stdout.write(text)
}
