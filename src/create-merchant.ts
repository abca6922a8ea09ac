/**
 * `npm run merchant:create`, for operators: opens an account for somebody else. It asks no question, so scripts can
 * run it.
 */
import { parseArgs } from 'node:util'
import { queueAccountLetter } from './accounts/letters/letters.ts'
import { insertLink } from './accounts/people/link-store.ts'
import { insertPerson } from './accounts/people/store.ts'
import { parseOwner, type SignUpValues } from './accounts/sign-up/sign-up-form.ts'
import { openMerchant } from './accounts/team/open.ts'
import { type Config, ConfigError, readConfig } from './config/config.ts'
import { connect, createPool } from './db/connect.ts'
import { cleanTyped } from './domain/plain-text.ts'
import { paths } from './web/paths.ts'

const usage = `npm run merchant:create -- --email camille@atelier.example --name "Camille Aubert" --trade-name "Atelier Lumière"

Opens the account and its merchant. Camille is sent a link to choose a password;
with --print-link it is printed instead. The link works once, for 30 minutes.
`

const aName = 'and no link, address, telephone number, name of this service or mix of two alphabets'

const expected = {
  email: '--email should be an address, such as camille@atelier.example',
  name: `--name should be who it is for, in 80 characters at most, ${aName}`,
  trade_name: `--trade-name should be what customers know them by, in 60 characters at most, ${aName}`,
}

type Owner = Omit<SignUpValues, 'password'>

/** An error whose message is written for the operator. */
class Refusal extends Error {}

try {
  const given = readArguments()
  const config = readConfig(process.env)
  const owner = requireOwner(given, config.brandName)
  process.stdout.write(`${await createMerchant(config, owner, given['print-link'] ?? false)}\n`)
} catch (error) {
  if (!(error instanceof Refusal || error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

function readArguments() {
  const text = { type: 'string', default: '' } as const
  const options = { email: text, name: text, 'trade-name': text, 'print-link': { type: 'boolean' } } as const
  try {
    return parseArgs({ options }).values
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${usage}`)
  }
}

function requireOwner(given: ReturnType<typeof readArguments>, brand: string): Owner {
  const { email, name, 'trade-name': trade_name } = given
  const parsed = parseOwner({ email: cleanTyped(email), name, trade_name }, brand)
  if (parsed.ok) return parsed.value
  const wrong = Object.entries(expected).filter(([field]) => field in parsed.errors)
  throw new Refusal(`${wrong.map(([, sentence]) => sentence).join('\n')}\n\n${usage}`)
}

/** Returns the text to print for the operator. */
async function createMerchant(config: Config, owner: Owner, isLinkPrinted: boolean): Promise<string> {
  if (!config.databaseDirectUrl)
    throw new ConfigError("DATABASE_URL is missing: it should be the web process's own")
  const { email, name, trade_name: tradeName } = owner
  const db = connect(createPool(config.databaseDirectUrl, { name: 'acquit merchant:create', max: 1 }))
  try {
    return await db.transaction().execute(async (trx) => {
      const userId = await insertPerson(trx, { email, name, language: 'fr', passwordHash: null })
      if (!userId) throw new Refusal(`${email} has an account already: nothing was changed`)
      await openMerchant(trx, { userId, email, tradeName })
      if (isLinkPrinted)
        return `${config.publicUrl}${paths.newPassword(await insertLink(trx, { user_id: userId }))}`
      await queueAccountLetter(trx, { kind: 'welcome', userId })
      return `${tradeName} is open: ${email} is sent a link to choose a password`
    })
  } finally {
    await db.destroy()
  }
}
