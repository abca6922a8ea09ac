import t from 'tap'
import { createPool } from '../../../src/db/connect.ts'
import type { SandboxCard } from '../../../src/providers/sandbox/cards.ts'
import { createSandbox } from '../../../src/providers/sandbox/gateway.ts'
import { decideCharge, openLedger } from '../../../src/providers/sandbox/ledger.ts'
import { cardFor } from '../../fixtures/cards.ts'
import { known, newCharge } from '../../fixtures/charges.ts'
import { cloneDatabase } from '../../fixtures/database.ts'

const ledger = openLedger(createPool(await cloneDatabase(t)))
t.teardown(() => ledger.destroy())
const sandbox = createSandbox(ledger)

const good: SandboxCard = { outcome: 'paid', brand: 'Visa', last4: '4242' }
const asking: SandboxCard = { outcome: 'challenge', brand: 'Visa', last4: '3155' }
const declined: SandboxCard = { outcome: 'card_declined', brand: 'Visa', last4: '0002' }

const chargeOf = (attemptId: string) =>
  ledger.selectFrom('charges').selectAll().where('attempt_id', '=', attemptId).executeTakeFirst()
async function decide(attemptId: string, decision: 'accept' | 'refuse') {
  const charge = await chargeOf(attemptId)
  if (charge) await decideCharge(ledger, charge.id, decision)
}

t.test('each kind of card gets its outcome, and find says the same', async (t) => {
  const [paid, refused, asked] = [newCharge(), newCharge(), newCharge()]
  const success = { status: 'succeeded', capturedCents: 24_900, card: { brand: 'Visa', last4: '4242' } }
  t.match(await sandbox.pay(paid, good), success)
  t.match(await sandbox.find(known(paid)), success)
  const failure = { status: 'failed', code: 'card_declined', card: { brand: 'Visa', last4: '0002' } }
  t.match(await sandbox.pay(refused, declined), failure)
  t.match(await sandbox.find(known(refused)), failure)
  const challenge = await sandbox.pay(asked, asking)
  t.match(challenge, { status: 'challenged', url: /^\/banque-test\/cha_\w{22}$/ })
  t.strictSame(await sandbox.find(known(asked)), challenge)
  t.equal(await sandbox.find(known(newCharge())), undefined)
})

t.test('the 3-D Secure card is paid once accepted, and 3ds_declined once refused (L3)', async (t) => {
  const [accepted, refused] = [newCharge(), newCharge()]
  for (const charge of [accepted, refused]) await sandbox.pay(charge, asking)
  await decide(accepted.attemptId, 'accept')
  await decide(refused.attemptId, 'refuse')
  t.match(await sandbox.find(known(accepted)), { status: 'succeeded', capturedCents: 24_900 })
  t.match(await sandbox.find(known(refused)), { status: 'failed', code: '3ds_declined' })
})

t.test(
  'a repeat says the same, whatever the card; another amount throws and changes nothing (S51)',
  async (t) => {
    const charge = newCharge()
    const first = await sandbox.pay(charge, declined)
    t.strictSame(await sandbox.pay(charge, good), first)
    await t.rejects(sandbox.pay({ ...charge, amountCents: 100 }, good), /another amount/)
    t.strictSame(await sandbox.find(known(charge)), first)
  },
)

t.test('a cancelled attempt that was never heard of stops a late pay (S51)', async (t) => {
  const charge = newCharge()
  t.strictSame(await sandbox.cancel(known(charge)), { status: 'cancelled' })
  t.strictSame(await sandbox.pay(charge, good), { status: 'cancelled' })
  t.strictSame(await sandbox.find(known(charge)), { status: 'cancelled' })
  t.equal((await chargeOf(charge.attemptId))?.captured_at, null)
})

t.test('cancelling closes a challenge, and leaves what is decided', async (t) => {
  const [asked, paid, refused] = [newCharge(), newCharge(), newCharge()]
  await sandbox.pay(asked, asking)
  t.strictSame(await sandbox.cancel(known(asked)), { status: 'cancelled' })
  await decide(asked.attemptId, 'accept')
  t.strictSame(await sandbox.find(known(asked)), { status: 'cancelled' })
  const success = await sandbox.pay(paid, good)
  t.strictSame(await sandbox.cancel(known(paid)), success)
  const failure = await sandbox.pay(refused, declined)
  t.strictSame(await sandbox.cancel(known(refused)), failure)
})

t.test('neither number nor code reaches the ledger (S59)', async (t) => {
  const typed = {
    card_number: cardFor('challenge'),
    card_expiry: '12/49',
    card_csc: '987',
    card_name: 'Camille',
  }
  const payer = sandbox.form.readPayer(typed)
  if (!payer.ok) throw new Error('the card was refused')
  const charge = newCharge()
  await sandbox.pay(charge, payer.value)
  const kept = Object.values((await chargeOf(charge.attemptId))!).map(String)
  for (const secret of Object.values(typed)) t.notOk(kept.some((value) => value === secret))
  t.notMatch(kept.join(), /4000 ?0025/)
})
