import type { account as fr } from '../fr/account.ts'
import { nameProblems } from './names.ts'

const throttled = (minutes = 1) =>
  `Too many tries. Try again in ${minutes > 1 ? `${minutes} minutes` : 'a minute'}.`

export const account = {
  account: {
    title: 'My account',
    flash: {
      saved: 'Your name is saved.',
      password_changed: 'Your password is changed, and your other sessions are closed.',
      email_asked: 'Open the e-mail that we have just sent to the new address to confirm it.',
      email_changed: 'Your new e-mail address is confirmed. Use it to sign in.',
      session_ended: 'The session is closed.',
      second_factor_removed: 'Two-factor authentication is off.',
    },
    you: 'You',
    name: 'Your name',
    nameHint: 'Your team sees it in the history of requests.',
    save: 'Save',
    language: 'Language of the portal',
    languages: { fr: 'Français', en: 'English' },
    changeLanguage: 'Change language',
    nameProblems: {
      ...nameProblems('Camille Perrin'),
      empty: 'Enter your name, for example Camille Perrin.',
      too_long: 'Shorten your name to 80 characters, for example Camille Perrin.',
    },
    nameRefused: 'Your name was not saved',
    signIn: 'Signing in',
    email: 'E-mail address',
    changeEmail: 'Change address',
    waitingEmail: (email: string) => `Waiting to be confirmed: ${email}`,
    password: 'Password',
    passwordHidden: 'It is shown to nobody.',
    changePassword: 'Change password',
    secondFactor: 'Two-factor authentication',
    secondFactorOn: 'On',
    secondFactorOff: 'Off',
    add: 'Turn on',
    addFactor: 'Turn on two-factor authentication',
    manage: 'Manage',
    manageFactor: 'Manage two-factor authentication',
    sessions: 'Sessions',
    sessionsHint:
      'The devices signed in to your account. A session closes after 30 minutes without activity, unless you chose to stay signed in.',
    device: (browser: string, system: string) => `${browser} on ${system}`,
    unknownDevice: 'Unknown device',
    thisSession: 'This session',
    since: (day: string) => `Opened on ${day}`,
    seen: (moment: string) => `Last activity: ${moment}`,
    end: 'Close',
    endOf: (device: string) => `Close the session: ${device}`,
    endAll: 'Sign out everywhere',
  },
  reauthentication: {
    label: 'Current password',
    hint: 'Asked for before any sensitive change.',
    refused: 'The change was not made',
    problems: {
      missing: () => 'Enter your current password.',
      wrong: () => 'This is not your current password. Check it and try again.',
      throttled,
    },
  },
  changeEmail: {
    title: 'Change e-mail address',
    current: (email: string) => `You sign in with ${email}.`,
    label: 'New e-mail address',
    hint: 'It counts once you have confirmed it with the link that we will send there.',
    submit: 'Send the confirmation link',
    problems: {
      empty: 'Enter your new e-mail address, for example camille@example.com.',
      invalid: 'Enter one complete e-mail address, for example camille@example.com.',
      same: 'This is your address already. Enter another one, for example camille@example.com.',
    },
    link: {
      title: 'Confirm your e-mail address',
      text: 'From now on you will sign in with:',
      submit: 'Confirm this address',
      notYours: 'Did you ask for nothing? Close this page: nothing will change.',
    },
    pages: {
      emailGone: {
        title: 'This link no longer works',
        text: [
          'It was used already, it is more than an hour old, or it is incomplete. Ask for another one in your account.',
        ],
        action: 'My account',
      },
    },
  },
  changePassword: {
    title: 'Change password',
    text: 'Your other sessions will be closed.',
    label: 'New password',
    submit: 'Change password',
  },
  code: {
    title: 'Two-factor authentication',
    submit: 'Continue',
    startOver: 'Back to signing in',
    app: {
      label: 'Code from your app',
      hint: 'Six digits, shown by your authenticator app.',
      other: 'Use a recovery code',
      problems: {
        missing: () => 'Enter the six-digit code from your app.',
        wrong: () => 'This code is not right, or was used already. Enter the one that your app shows now.',
        throttled,
      },
    },
    recovery: {
      label: 'Recovery code',
      hint: 'One of the ten codes that you kept. Each works once.',
      other: 'Use my app',
      problems: {
        missing: () => 'Enter one of your recovery codes.',
        wrong: () => 'This recovery code is not right, or was used already. Try the next one on your list.',
        throttled,
      },
    },
  },
  resumed: {
    title: 'You are signed in again',
    text: 'Nothing that you had typed is lost, but for passwords and codes. Send it now?',
    send: 'Send what I had typed',
    leave: 'Do not send it',
  },
  secondFactor: {
    title: 'Two-factor authentication',
    why: 'Each time you sign in, a code from your phone is asked for besides the password: a stolen password is not enough any more. You need an authenticator app, for example FreeOTP, Aegis, Google Authenticator or your password manager.',
    start: 'Continue',
    on: (day: string) => `On since ${day}.`,
    codesLeft: (count: number) =>
      count > 1
        ? `You have ${count} recovery codes left.`
        : count === 1
          ? 'You have one recovery code left.'
          : 'You have no recovery code left.',
    change: 'What would you like to do?',
    changes: {
      app: 'Change app or phone',
      codes: 'Create new recovery codes instead of the old ones',
      removal: 'Turn off two-factor authentication',
    },
    problems: {
      nothing: 'Choose what you would like to do.',
      too_late: 'The time to confirm has passed. Start again: you will be shown a new QR code.',
    },
    app: {
      title: 'Connect your app',
      refused: 'Two-factor authentication is not on yet',
      scan: '1. Scan this QR code',
      scanHint: 'In your authenticator app, add an account and point at this drawing.',
      qr: 'QR code to scan with your authenticator app; the key is written below',
      secret: 'Or type this key',
      secretHint: 'Show it to nobody: it makes your codes.',
      activation: '2. Confirm',
      submit: 'Turn on',
      problems: {
        missing: 'Enter the six-digit code that your app shows.',
        wrong:
          'This code is not right. Enter the one that your app shows now, and check that your phone has the right time.',
      },
    },
    recovery: {
      title: 'Your recovery codes',
      done: {
        added:
          'Two-factor authentication is on. Keep these codes before you leave this page: they will not be shown again.',
        renewed:
          'The old codes no longer work. Keep these before you leave this page: they will not be shown again.',
      },
      label: 'Ten recovery codes',
      hint: 'If you lose your phone, each replaces the code of the app once. Print them, or copy them to a safe place.',
      kept: 'I have kept my codes',
    },
  },
} satisfies typeof fr
