import t from 'tap'
import { newToken } from '../../../src/domain/ids.ts'
import { removeKeys } from '../../../src/providers/keys/change.ts'
import { decryptSecret, encryptSecret } from '../../../src/providers/keys/seal.ts'
import { describeKeys, findKey, saveSecretKey } from '../../../src/providers/keys/store.ts'
import { findWebhookSecrets, rotateWebhookSecret } from '../../../src/providers/keys/webhook-secret-store.ts'
import { isWebhookSecret, secretKeyProblem } from '../../../src/providers/stripe/keys.ts'
import { saveStripeKeys } from '../../../src/providers/stripe/save-keys.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'

const appSecret = {
  current: 'only for tests: forty-two characters or so',
  previous: undefined,
  isPreviousLost: false,
}
const owner = { merchantId: 'mer_0123456789abcdefghijAB', mode: 'live' } as const
const test = { gateway: 'stripe', mode: 'test' } as const
const live = { gateway: 'stripe', mode: 'live' } as const
const keyOf = async (...asked: Parameters<typeof findKey>) => (await findKey(...asked))?.secretKey
const newKey = (prefix: string) => `${prefix}_${newToken()}`

t.test(
  'a secret is read again by its owner, under the same APP_SECRET, and by nobody else (S50)',
  async (t) => {
    const secret = newKey('sk_live')
    const sealed = encryptSecret(appSecret, secret, owner)
    t.equal(decryptSecret(appSecret, sealed, owner), secret)
    t.notOk(sealed.includes(secret.slice(8)))
    t.notOk(sealed.equals(encryptSecret(appSecret, secret, owner)), 'never twice the same')
    t.throws(() => decryptSecret({ ...appSecret, current: `${appSecret.current}!` }, sealed, owner))
    t.throws(() => decryptSecret(appSecret, sealed, { ...owner, mode: 'test' }))
    t.throws(() => decryptSecret(appSecret, sealed, { ...owner, merchantId: 'mer_other' }))
    t.throws(() => decryptSecret(appSecret, sealed.subarray(0, 20), owner))
    for (const index of [0, 12, 28, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[index]! ^= 1
      t.throws(() => decryptSecret(appSecret, changed, owner), `byte ${index}`)
    }
  },
)

t.test('a key’s beginning must be of its mode (S50)', async (t) => {
  for (const prefix of ['sk_test', 'rk_test']) {
    t.equal(secretKeyProblem('test', newKey(prefix)), undefined)
    t.equal(secretKeyProblem('live', newKey(prefix)), 'other_mode')
  }
  for (const prefix of ['sk_live', 'rk_live']) {
    t.equal(secretKeyProblem('live', newKey(prefix)), undefined)
    t.equal(secretKeyProblem('test', newKey(prefix)), 'other_mode')
  }
  t.equal(secretKeyProblem('test', ''), 'missing')
  for (const typed of [
    newKey('pk_test'),
    newKey('whsec'),
    'sk_test_',
    ` ${newKey('sk_test')}`,
    `${newKey('sk_test')}\r\nX: y`,
  ])
    t.equal(secretKeyProblem('test', typed), 'not_a_secret_key', JSON.stringify(typed))
  t.ok(isWebhookSecret(newKey('whsec')))
  for (const typed of ['', 'whsec_', newKey('sk_test'), `${newKey('whsec')}\n`])
    t.notOk(isWebhookSecret(typed), JSON.stringify(typed))
})

t.test('merchants’ keys', async (t) => {
  const { deps, ...world } = await startWorld(t, { jobs: false })
  const { db } = deps
  const merchant = await addMerchant({ deps, ...world })
  const stranger = await addMerchant({ deps, ...world })

  t.test('none of them stands in the database; only their ends are ever shown (S50)', async (t) => {
    const [key, webhook, next] = [newKey('sk_test'), newKey('whsec'), newKey('whsec')]
    t.notOk(await rotateWebhookSecret(db, merchant.id, test, webhook, appSecret), 'there is no key yet')
    await saveSecretKey(db, merchant.id, test, key, appSecret)
    t.match(await describeKeys(db, merchant.id, 'stripe', appSecret), [{ hasWebhookSecret: false }])
    t.ok(await rotateWebhookSecret(db, merchant.id, test, webhook, appSecret))
    await rotateWebhookSecret(db, merchant.id, test, next, appSecret)
    const [row] = await db.selectFrom('gateway_keys').selectAll().execute()
    for (const secret of [key, webhook, next])
      for (const value of Object.values(row!)) {
        const bytes = Buffer.isBuffer(value) ? value : Buffer.from(String(value))
        t.notOk(bytes.includes(secret.slice(8, 20)))
      }
    const shown = await describeKeys(db, merchant.id, 'stripe', appSecret)
    t.match(shown, [{ mode: 'test', secretKeyEnd: key.slice(-4), hasWebhookSecret: true }])
    t.notMatch(JSON.stringify(shown), key.slice(8, -4))
    t.equal(await keyOf(db, merchant.id, test, appSecret), key)
  })

  t.test('a key of the other mode is never kept, whoever lets it through (S50)', async (t) => {
    const save = (mode: 'test' | 'live', secretKey: string, webhookSecret = '') =>
      saveStripeKeys(db, merchant.id, mode, { secretKey, webhookSecret }, appSecret)
    await t.rejects(save('live', newKey('sk_test')))
    await t.rejects(save('test', newKey('sk_live')))
    await t.rejects(save('test', '', newKey('sk_test')))
    t.equal(await keyOf(db, merchant.id, live, appSecret), undefined)
  })

  t.test('a stranger finds, changes and removes nothing (S16)', async (t) => {
    t.equal(await keyOf(db, stranger.id, test, appSecret), undefined)
    t.strictSame(await findWebhookSecrets(db, stranger.id, 'stripe', appSecret), [])
    t.notOk(await rotateWebhookSecret(db, stranger.id, test, newKey('whsec'), appSecret))
    await removeKeys(db, stranger.id, test)
    t.ok(await keyOf(db, merchant.id, test, appSecret))
  })

  t.test('Keys of several gateways stand side by side, each found for its own alone', async (t) => {
    const other = { gateway: 'another', mode: 'test' } as const
    const [known] = await describeKeys(db, merchant.id, 'stripe', appSecret)
    await saveSecretKey(db, merchant.id, other, 'key of another', appSecret)
    await rotateWebhookSecret(db, merchant.id, other, 'secret of another', appSecret)
    t.equal(await keyOf(db, merchant.id, other, appSecret), 'key of another')
    t.strictSame(await describeKeys(db, merchant.id, 'stripe', appSecret), [known])
    t.match(await findWebhookSecrets(db, merchant.id, 'another', appSecret), [
      { secret: 'secret of another' },
    ])
    t.ok(await removeKeys(db, merchant.id, other))
    t.equal(await keyOf(db, merchant.id, other, appSecret), undefined)
    t.ok(await keyOf(db, merchant.id, test, appSecret))
  })

  t.test('a webhook secret that was replaced counts for 24 hours more (S43)', async (t) => {
    const [old, fresh] = [newKey('whsec'), newKey('whsec')]
    await rotateWebhookSecret(db, merchant.id, test, old, appSecret)
    await rotateWebhookSecret(db, merchant.id, test, fresh, appSecret)
    const secrets = async () =>
      (await findWebhookSecrets(db, merchant.id, 'stripe', appSecret)).map(
        ({ mode, secret }) => `${mode} ${secret}`,
      )
    t.strictSame(await secrets(), [`test ${fresh}`, `test ${old}`])
    await db.updateTable('gateway_keys').set({ previous_until: new Date() }).execute()
    t.strictSame(await secrets(), [`test ${fresh}`])
  })

  t.test('A key is replaced, and the webhook’s secret stays; removed, all is gone', async (t) => {
    const key = newKey('rk_test')
    const before = await findWebhookSecrets(db, merchant.id, 'stripe', appSecret)
    await saveSecretKey(db, merchant.id, test, key, appSecret)
    t.equal(await keyOf(db, merchant.id, test, appSecret), key)
    t.strictSame(await findWebhookSecrets(db, merchant.id, 'stripe', appSecret), before)
    await removeKeys(db, merchant.id, test)
    t.strictSame(await describeKeys(db, merchant.id, 'stripe', appSecret), [])
  })
})
