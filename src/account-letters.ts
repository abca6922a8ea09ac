/**
 * The composer of each e-mail about an account. A new kind needs a name in `domain/account-letter.ts` and texts in
 * each catalogue.
 */
import { composeEmailChange, composeEmailChanged } from './accounts/email/letters.ts'
import type { Composers } from './accounts/letters/letters.ts'
import { composePasswordChanged, composeReset, composeWelcome } from './accounts/password/letters.ts'
import { composeSecondFactorChanged } from './accounts/second-factor/letters.ts'
import { composeVerification } from './accounts/sign-up/letters.ts'
import { composeInvitation } from './accounts/team/letters.ts'
import { composeClosed } from './portal/closing/letter.ts'
import { composeKeyRefused, composeKeysChanged } from './providers/keys/letter.ts'

export const accountLetters: Composers = {
  verification: composeVerification,
  reset: composeReset,
  welcome: composeWelcome,
  password_changed: composePasswordChanged,
  email_change: composeEmailChange,
  email_changed: composeEmailChanged,
  second_factor_added: composeSecondFactorChanged,
  second_factor_removed: composeSecondFactorChanged,
  recovery_codes_renewed: composeSecondFactorChanged,
  invitation: composeInvitation,
  closed: composeClosed,
  keys_changed: composeKeysChanged,
  key_refused: composeKeyRefused,
}
