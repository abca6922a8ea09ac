import { longestTradeName } from '../../../domain/name.ts'
import type { signUp as fr } from '../fr/sign-up.ts'
import { nameProblems } from './names.ts'

export const signUp = {
  title: 'Create an account',
  text: 'An account to request payments by e-mail and SMS. You begin in test mode: no money changes hands.',
  name: 'Your name',
  tradeName: 'Trade name',
  tradeNameHint: `The name your customers read on the request: ${longestTradeName} characters at most.`,
  email: 'E-mail address',
  emailHint: 'We will send it a link, to confirm it.',
  submit: 'Create my account',
  hasAccount: 'Already have an account?',
  problemsTitle: 'The account is not created yet.',
  problems: {
    name: {
      ...nameProblems('Camille Perrin'),
      empty: 'Enter your name.',
      too_long: 'Your name has 80 characters at most.',
    },
    trade_name: {
      ...nameProblems('Atelier Lumière'),
      empty: 'Enter the trade name your customers know.',
      too_long: `The trade name has ${longestTradeName} characters at most: shorten it.`,
    },
    email: {
      empty: 'Enter your e-mail address.',
      invalid: 'This e-mail address is incomplete. Example: camille@atelier.fr',
    },
  },
  confirmation: {
    title: 'Confirm your address',
    text: 'Check, type the password you chose when signing up, or another one, then confirm: your account opens at once.',
    password: 'Password of your account',
    submit: 'Confirm my address',
    notYours: 'Did you not ask for this account? Close this page: nothing will be opened.',
  },
  nextSteps: {
    signUpSent: {
      title: 'Check your mailbox',
      text: [
        'An e-mail has just left for the address you gave. Open the link in it to confirm the address: your account then opens.',
        'Nothing after a few minutes? Look among the junk, check the address and try again.',
      ],
      action: 'Sign in',
    },
    confirmationGone: {
      title: 'This link no longer works',
      text: [
        'It has been used, it is more than 24 hours old, or it is incomplete.',
        'If you have already confirmed your address, sign in. If not, sign in all the same: we will send you a new link.',
      ],
      action: 'Sign in',
    },
    invitation: {
      title: 'Accounts open by invitation',
      text: [
        'Ask someone in your company who already has an account for an invitation, or the operator of this service.',
      ],
      action: 'Sign in',
    },
    closed: {
      title: 'No account opens for now',
      text: ['The operator of this service takes no new accounts. Those that exist stay open.'],
      action: 'Sign in',
    },
  },
  localMail: 'On this trial machine no e-mail leaves. Read it under:',
} satisfies typeof fr
