/** How a merchant presents itself to customers: on the pay page, on the receipt and in e-mails. */
export interface Letterhead {
  merchant_name: string
  legal_name: string | null
  postal_address: string | null
  siren: string | null
  /** `FR44732829320`. */
  vat_number: string | null
  /** https addresses of the merchant's own site. */
  terms_url: string | null
  withdrawal_url: string | null
  contact_email: string
  contact_phone: string | null
  /** `#14553f`. */
  accent: string
  logo_hash: string | null
  logo_width: number | null
  logo_height: number | null
}

/** The columns to select from `merchants as m`. */
export const letterheadColumns = [
  'm.trade_name as merchant_name',
  'm.legal_name',
  'm.postal_address',
  'm.siren',
  'm.vat_number',
  'm.terms_url',
  'm.withdrawal_url',
  'm.contact_email',
  'm.contact_phone',
  'm.accent',
  'm.logo_hash',
  'm.logo_width',
  'm.logo_height',
] as const
