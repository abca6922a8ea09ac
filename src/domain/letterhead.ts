/** How a merchant presents itself to customers: on the pay page, on the receipt and in e-mails. */
import { type LetterheadName, letterheadNames, type Settings } from './settings.ts'

export interface Letterhead extends Omit<Pick<Settings, LetterheadName>, 'trade_name'> {
  merchant_name: string
  logo_hash: string | null
  logo_width: number | null
  logo_height: number | null
}

/** The columns to select from `merchants as m`. */
export const letterheadColumns = [
  'm.trade_name as merchant_name',
  ...letterheadNames.filter((name) => name !== 'trade_name').map((name) => `m.${name}` as const),
  'm.logo_hash',
  'm.logo_width',
  'm.logo_height',
] as const
