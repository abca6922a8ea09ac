import type { accounts as fr } from '../fr/accounts.ts'

export const accounts = {
  signIn: {
    title: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    problems: {
      missing: () => 'Enter your e-mail address and your password.',
      wrong: () => 'This e-mail address and this password do not go together. Check them and try again.',
      throttled: (minutes: number) =>
        `Too many tries. Try again in ${minutes > 1 ? `${minutes} minutes` : 'a minute'}.`,
    },
    demo: 'Demo account',
    demoHint: 'This trial copy holds a merchant and their requests. Sign in with:',
  },
} satisfies typeof fr
