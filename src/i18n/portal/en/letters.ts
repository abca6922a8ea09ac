import type { letters as fr } from '../fr/letters.ts'

/** Sentences shared by all e-mails about a change of how one signs in. */
const changed = {
  button: 'See my account',
  linkIntro: 'To see your account:',
  paragraphs: [
    'If you made this change, there is nothing to do.',
    'If you did not, change your password right away in your account: your other sessions will be closed.',
  ],
}

export const letters = {
  verification: {
    subject: (brand: string) => `Confirm your e-mail address for ${brand}`,
    intro: 'Confirm this address and your account is open.',
    button: 'Confirm my address',
    linkIntro: 'To confirm your address:',
    paragraphs: [
      'This link works once, for 24 hours.',
      'If you did not ask for an account, confirm nothing: no account will be opened without you.',
    ],
  },
  already_registered: {
    subject: (brand: string) => `You already have an account with ${brand}`,
    intro: 'Someone, probably you, wanted to open an account with this address. It already has one.',
    button: 'Sign in',
    linkIntro: 'To sign in:',
    paragraphs: [
      'If you no longer know your password, follow “Forgotten password?” on the sign-in page.',
      'If this was not you, there is nothing to do: nothing has changed.',
    ],
  },
  reset: {
    subject: (brand: string) => `Choose a new ${brand} password`,
    intro: 'You asked to change the password of your account.',
    button: 'Choose a password',
    linkIntro: 'To choose a new password:',
    paragraphs: [
      'This link works once, for 30 minutes.',
      'If this was not you, there is nothing to do: your password stays the same.',
    ],
  },
  welcome: {
    subject: (brand: string) => `Your ${brand} account is open`,
    intro: 'Your account is open. Choose its password to begin.',
    button: 'Choose a password',
    linkIntro: 'To choose your password:',
    paragraphs: [
      'This link works once, for 30 minutes. After that, ask for another with “Forgotten password?” on the sign-in page.',
    ],
  },
  password_changed: {
    subject: (brand: string) => `Your ${brand} password has changed`,
    intro: 'The password of your account has just been changed, and your other sessions are closed.',
    button: 'Sign in',
    linkIntro: 'To sign in:',
    paragraphs: [
      'If you made this change, there is nothing to do.',
      'If you did not, choose a new password right away with “Forgotten password?” on the sign-in page, and make sure that nobody else reads your e-mail.',
    ],
  },
  second_factor_added: {
    subject: (brand: string) => `Two-factor authentication is on for your ${brand} account`,
    intro: 'From now on a code from your authenticator app is asked for each time you sign in.',
    ...changed,
  },
  second_factor_removed: {
    subject: (brand: string) => `Two-factor authentication is off for your ${brand} account`,
    intro: 'Your password is again enough to sign in.',
    ...changed,
  },
  recovery_codes_renewed: {
    subject: (brand: string) => `Your ${brand} recovery codes have been replaced`,
    intro: 'New recovery codes have just been created. The old ones no longer work.',
    ...changed,
  },
  email_change: {
    subject: (brand: string) => `Confirm your new e-mail address for ${brand}`,
    intro: 'You asked to sign in with this address.',
    button: 'Confirm this address',
    linkIntro: 'To confirm this address:',
    paragraphs: [
      'This link works once, for an hour.',
      'If you did not ask for this, confirm nothing: nothing will change.',
    ],
  },
  email_taken: {
    subject: (brand: string) => `You already have an account with ${brand}`,
    intro: 'Somebody, most likely you, wanted to give this address to another account. It has one already.',
    button: 'Sign in',
    linkIntro: 'To sign in:',
    paragraphs: ['If you did not ask for this, there is nothing to do: nothing has changed.'],
  },
  email_changed: {
    subject: (brand: string) => `The e-mail address of your ${brand} account has changed`,
    intro: 'The address that receives this message no longer signs in to your account.',
    button: 'See whom to write to',
    linkIntro: 'To see whom to write to:',
    paragraphs: [
      'If you made this change, there is nothing to do.',
      'If you did not, somebody is using your account: tell your team right away, and write to us.',
    ],
  },
  about: (brand: string) =>
    `${brand} writes to you about your account. We never ask for a password, by e-mail or on the phone.`,
} satisfies typeof fr
