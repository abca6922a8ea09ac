import { sql } from 'kysely'
import t from 'tap'
import { accountLetters } from '../../../src/account-letters.ts'
import { queueAccountLetter, sendAccountLetter } from '../../../src/accounts/letters/letters.ts'
import { changeLanguage } from '../../../src/accounts/people/store.ts'
import { forgetFailedJobs, type Jobs } from '../../../src/db/jobs.ts'
import { TryLater } from '../../../src/domain/message-failures.ts'
import { addMerchant, eventually, startWorld } from '../../fixtures/app.ts'

const world = await startWorld(t)
const { db } = world.deps

const lettersTo = (email: string) =>
  db.selectFrom('local_messages').selectAll().where('recipient', '=', email).orderBy('id').execute()

t.test(
  'a letter about an account is in the person’s language, from the brand, without a test mark',
  async (t) => {
    const { email, userId } = await addMerchant(world)
    const queue = () =>
      db.transaction().execute((trx) => queueAccountLetter(trx, { kind: 'password_changed', userId }))
    await queue()
    const [french] = await eventually(async () => {
      const sent = await lettersTo(email)
      return sent.length === 1 && sent
    })
    t.match(french, {
      sender: 'Acquit <ne-pas-repondre@acquit.example>',
      reply_to: 'aide@acquit.example',
      subject: /^Votre mot de passe Acquit a changé$/,
      body_html: /<html lang="fr"[\s\S]*>Se connecter</,
      body_text: /http:\/\/localhost:3000\/connexion/,
    })
    t.notMatch(french?.body_text, /TEST|Mode test|undefined/)
    await changeLanguage(db, userId, 'en')
    await queue()
    const [, english] = await eventually(async () => {
      const sent = await lettersTo(email)
      return sent.length === 2 && sent
    })
    t.match(english, { subject: 'Your Acquit password has changed', body_html: /<html lang="en"/ })
  },
)

t.test('a letter about a change that was not committed is not sent', async (t) => {
  const { userId } = await addMerchant(world)
  const undone = db.transaction().execute(async (trx) => {
    await queueAccountLetter(trx, { kind: 'password_changed', userId })
    throw new Error('undone')
  })
  await t.rejects(undone)
  const { rows } =
    await sql`select 1 from graphile_worker.jobs where task_identifier = 'send_account_letter'`.execute(db)
  t.strictSame(rows, [])
})

t.test('a letter that its provider does not take is tried for a day, and lost no sooner (F30)', async (t) => {
  const { userId } = await addMerchant(world)
  const send = async () => {
    throw new TryLater('down')
  }
  const failing = { ...world.deps, mailer: { send } }
  await sql`delete from graphile_worker._private_jobs`.execute(db)
  let seconds = 0
  let payload: Jobs['send_account_letter'] = { kind: 'password_changed', userId }
  for (let tries = 0; tries < 30; tries += 1) {
    await sendAccountLetter(failing, accountLetters, payload)
    const { rows } = await sql<{ payload: typeof payload; seconds: number }>`
      with taken as (delete from graphile_worker._private_jobs returning payload, run_at)
      select payload, extract(epoch from run_at - now())::float as seconds from taken`.execute(db)
    t.equal(rows.length, 1)
    payload = rows[0]!.payload
    seconds += rows[0]!.seconds
  }
  t.ok(seconds > 18 * 3600 && seconds < 30 * 3600, `${seconds} s`)
  await t.rejects(sendAccountLetter(failing, accountLetters, payload), /try later/, 'then it is a failed job')
})

t.test(
  'a letter that could never be sent is forgotten after a week, with the address in it (S64)',
  async (t) => {
    for (const email of ['vieille@courriel.example', 'recente@courriel.example', 'attend@courriel.example']) {
      await sql`select graphile_worker.add_job('send_account_letter', ${JSON.stringify({ kind: 'reset', email })}::json,
      run_at => now() + interval '1 hour', max_attempts => 8, job_key => ${email})`.execute(db)
    }
    await sql`update graphile_worker._private_jobs set attempts = 8 where key not like 'attend%'`.execute(db)
    await sql`update graphile_worker._private_jobs set updated_at = now() - interval '7 days 1 minute'
    where key not like 'recente%'`.execute(db)
    await forgetFailedJobs(db)
    const { rows } = await sql<{
      key: string
    }>`select key from graphile_worker.jobs where key is not null order by 1`.execute(db)
    t.strictSame(
      rows.map(({ key }) => key),
      ['attend@courriel.example', 'recente@courriel.example'],
    )
  },
)
