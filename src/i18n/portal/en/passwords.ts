import type { passwords as fr } from '../fr/passwords.ts'

export const passwords = {
  hint: 'At least 12 characters, spaces included. A few unrelated words make a good password.',
  problems: {
    too_short: 'This password is too short: it takes at least 12 characters.',
    too_long: 'This password is too long: 128 characters at most.',
    common: 'This password is among the first that anyone tries. Choose another.',
    simple: 'This password is a sequence or a repetition. Choose another.',
    personal: 'This password is mostly your name, your address or the name of the service. Choose another.',
  },
  forgotten: {
    title: 'Forgotten password',
    text: 'Give the e-mail address of your account. You will receive a link to choose a new password.',
    email: 'E-mail address',
    submit: 'Get a link',
    problemsTitle: 'The link is not asked for yet.',
    problems: {
      empty: 'Enter the e-mail address of your account.',
      invalid: 'This e-mail address is incomplete. Example: camille@atelier.fr',
    },
  },
  choice: {
    title: 'Choose a password',
    account: 'Account',
    password: 'New password',
    submit: 'Save the password',
    after: 'Every open session will be closed, then you will sign in.',
    problemsTitle: 'The password is not changed yet.',
  },
  nextSteps: {
    resetSent: {
      title: 'Check your mailbox',
      text: [
        'If there is an account for this address, an e-mail has just left. Its link works once, for 30 minutes.',
        'Nothing after a few minutes? Look among the junk, check the address and try again.',
      ],
      action: 'Sign in',
    },
    resetGone: {
      title: 'This link no longer works',
      text: ['It has been used, it is more than 30 minutes old, or it is incomplete. Ask for another.'],
      action: 'Get a new link',
    },
  },
} satisfies typeof fr
