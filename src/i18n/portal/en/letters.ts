import type { letters as fr } from '../fr/letters.ts'

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
  about: (brand: string) =>
    `${brand} writes to you about your account. We never ask for a password, by e-mail or on the phone.`,
} satisfies typeof fr
