import { composeRequestSms } from './sms.ts'

type Bill = Parameters<typeof composeRequestSms>[0] & { phone: string }

/**
 * The SMS that the merchant's own phone opens, with the same fixed text as ours. `?&body=` is read by Android and by
 * iOS, which want `?body=` and `&body=`.
 */
export function composeOwnText(bill: Bill, link: string) {
  const body = composeRequestSms(bill, link)
  return { to: bill.phone, body, href: `sms:${bill.phone}?&body=${encodeURIComponent(body)}` }
}
