/** What a new merchant starts with: the columns' defaults in `migrations/`. */
import t from 'tap'
import { settingFields, settingNames } from '../../../src/domain/settings.ts'
import { findSettings } from '../../../src/merchants/store.ts'
import { writeSettingsForm } from '../../../src/portal/settings/settings.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'

const world = await startWorld(t, { jobs: false })
const { id } = await addMerchant(world)

t.test('a field that was not posted has the value of a new merchant, where it has one', async (t) => {
  const values = writeSettingsForm(await findSettings(world.deps.db, id))
  const names = settingNames.filter((name) => settingFields[name].empty !== '')
  t.strictSame(names, ['accent', 'default_language', 'default_expiry_days'])
  for (const name of names) t.equal(settingFields[name].empty, values[name], name)
})
