/** What each kind of message says: the purpose decides. */
import type { Eta } from 'eta'
import type { Config } from '../config.ts'
import { composeRequestEmail, composeRequestSms, paymentLink } from './compose.ts'
import type { Dispatch } from './store.ts'

export function composeEmail(eta: Eta, config: Config, dispatch: Dispatch) {
  return {
    fromName: dispatch.merchant_name,
    replyTo: dispatch.contact_email,
    ...composeRequestEmail(eta, config, dispatch),
  }
}

export function composeSms(config: Config, dispatch: Dispatch): string {
  return composeRequestSms(dispatch, paymentLink(config, dispatch.token))
}
