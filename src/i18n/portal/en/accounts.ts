import type { accounts as fr } from '../fr/accounts.ts'
import { account } from './account.ts'

export const accounts = {
  ...account,
  signIn: {
    title: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    keep: 'Keep me signed in',
    keepHint: 'For 30 days on this device, if your business allows it. Not on a device you share.',
    submit: 'Sign in',
    ended: {
      idle: 'You were signed out after 30 minutes without activity. Sign in again to return to your page.',
      over: 'Your session has reached its longest duration. Sign in again to return to your page.',
      signed_out_everywhere: 'You are signed out on all your devices.',
    },
    problems: {
      missing: () => 'Enter your e-mail address and your password.',
      wrong: () => 'This e-mail address and this password do not go together. Check them and try again.',
      unconfirmed: () =>
        'Your address is not confirmed yet. An e-mail has just left again: open the link in it.',
      throttled: (minutes: number) =>
        `Too many tries. Try again in ${minutes > 1 ? `${minutes} minutes` : 'a minute'}.`,
    },
    done: {
      email_changed: 'Your new address is confirmed. Sign in with it.',
      confirmed: 'Your address is confirmed and your account is open. Sign in to begin.',
      password_chosen: 'Your password is saved. Sign in with it.',
    },
    forgotten: 'Forgotten password?',
    demo: 'Demo account',
    demoHint: 'This trial copy holds a merchant and their requests. Sign in with:',
  },
} satisfies typeof fr
