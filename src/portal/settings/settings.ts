/** Reads the settings form into a value, or into what is wrong with each field. */
import { z } from 'zod'
import type { Config } from '../../config/config.ts'
import { longestSmsName } from '../../domain/name.ts'
import { gatherFields, type Parsed, type ParsedForm } from '../../domain/parsed.ts'
import {
  type SettingErrors,
  type SettingName,
  type Settings,
  settingFields,
  settingNames,
} from '../../domain/settings.ts'
import type { Catalogue, ProblemsOf } from '../../i18n/catalogues.ts'
import { parseReminders, type ReminderField, reminderFields, writeReminders } from './reminders.ts'

export type SettingsValues = Record<SettingName | ReminderField, string>
export type SettingsErrors = ProblemsOf<SettingsValues, Catalogue['merchants']['settings']['problems']>

const empty: Record<string, string> = Object.fromEntries([
  ...settingNames.map((name) => [name, settingFields[name].empty]),
  ...reminderFields.map((name) => [name, '']),
])
const fields = z.object(
  Object.fromEntries(Object.entries(empty).map(([name, value]) => [name, z.string().default(value)])),
)

/** A field that was not posted has the value of a new account. A field that was emptied is empty. */
export const readSettingsForm = (body: unknown) => fields.parse(body ?? {}) as SettingsValues

/** `usable` holds the settings that can be read, when something is wrong too. */
export type ParsedSettings = ParsedForm<Settings, SettingsErrors> & { usable: Partial<Settings> }

export type SettingsConfig = Pick<Config, 'brandName' | 'texter'>

export function parseSettings(values: SettingsValues, config: SettingsConfig): ParsedSettings {
  const read = settingNames.map((name): [string, Parsed<unknown, string>] => [
    name,
    settingFields[name].parse(values[name], config.brandName),
  ])
  const gathered = gatherFields(Object.fromEntries(read))
  const reminders = parseReminders(values)
  const asksSmsName = config.texter !== 'none' && lacksSmsName(gathered.usable)
  const usable: Partial<Settings> = {
    ...gathered.usable,
    ...(reminders.ok && { reminders: reminders.value }),
  }
  if (gathered.ok && reminders.ok && !asksSmsName) return { ok: true, value: usable as Settings, usable }
  const errors: SettingsErrors = {
    ...(asksSmsName && { sms_name: 'empty' }),
    // A loop over the table forgets which problems each field has.
    ...(!gathered.ok && (gathered.errors as SettingErrors)),
    ...(!reminders.ok && reminders.errors),
  }
  return { ok: false, errors, usable }
}

/** The trade name is longer than an SMS has room for, and no shorter one was given. */
const lacksSmsName = ({ trade_name = '', sms_name }: Partial<Settings>) =>
  sms_name === null && [...trade_name].length > longestSmsName

/** The saved settings as the form shows them. */
export function writeSettingsForm(settings: Settings): SettingsValues {
  const written = settingNames.map((name) => [name, writeSetting(name, settings)])
  return { ...Object.fromEntries(written), ...writeReminders(settings.reminders) }
}

function writeSetting<Name extends SettingName>(name: Name, settings: Settings): string {
  // TypeScript cannot see that this entry of the table belongs to the type of this setting.
  const write = settingFields[name].write as (value: Settings[Name]) => string
  return write(settings[name])
}
