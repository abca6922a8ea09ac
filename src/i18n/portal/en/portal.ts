import type { portal as fr } from '../fr/portal.ts'

export const portal = {
  skip: 'Skip to content',
  navigation: 'Main',
  menu: 'Menu',
  signOut: 'Sign out',
  liveMode: 'Live mode',
  toLiveMode: 'Switch to live mode',
  toTestMode: 'Switch to test mode',
  liveModeHint: 'Your customers pay for real.',
  testMode: 'Test mode',
  testModeHint: 'No money changes hands: try everything.',
  footer: 'About this site',
  legal: 'Legal notice',
  privacy: 'Privacy',
  accessibility: 'Accessibility',
  switchTo: { language: 'fr', words: 'Français' },
  close: 'Close',
  copy: 'Copy',
  copyOf: (field: string) => `Copy: ${field}`,
  copied: 'Copied',
  network: {
    sending: 'Sending…',
    slow: 'This takes longer than usual. Leave this page open: nothing is lost.',
    lost: 'The connection is down. Nothing is lost: press again.',
    incident: 'Something went wrong on our side. Nothing is lost: press again in a moment.',
    once: 'Nothing will be done twice.',
    adrift: 'This page is no longer up to date: the service does not answer. Nothing is lost.',
  },
  smsSize: (segments: number, encoding: string, characters: number) =>
    `${segments} SMS · ${encoding}, ${characters} characters`,
} satisfies typeof fr
