import type { letters as fr } from '../fr/letters.ts'

export const letters = {
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
