import type { gateways as fr } from '../fr/gateways.ts'

export const ownGateways = 'Stripe'

const names: Record<string, string> = { stripe: 'Stripe', sandbox: 'the test bank’s site' }

export const gateways = {
  names,
  settings: {
    stripe: {
      title: 'Payments through Stripe',
      hint: 'The keys of your Stripe account, to take payments in live mode.',
      link: 'Manage my Stripe keys',
      save: 'Save my Stripe key',
    },
  },
  keysLetter: {
    subject: (gateway: string, merchant: string) => `The ${gateway} keys of ${merchant} have changed`,
    intro: {
      live: (gateway: string) =>
        `The ${gateway} keys of live mode have just been saved, replaced or removed. They decide which account your money goes to.`,
      test: (gateway: string) =>
        `The ${gateway} keys of test mode have just been saved, replaced or removed. No money passes through them.`,
    },
    button: 'See the keys',
    linkIntro: 'To see the keys:',
    paragraphs: [
      'If your team made this change, there is nothing to do.',
      'If not, remove these keys at once, then change your password and check who is in your team.',
    ],
  },
  refusedLetter: {
    subject: (gateway: string, merchant: string) => `${gateway} refuses the key of ${merchant}`,
    intro: {
      live: (gateway: string) =>
        `${gateway} refuses the key that is saved for live mode: your customers can no longer pay you online.`,
      test: (gateway: string) =>
        `${gateway} refuses the key that is saved for test mode: test payments no longer go through.`,
    },
    button: 'Replace the key',
    linkIntro: 'To replace the key:',
    paragraphs: [
      'It may have been rolled or revoked, or a permission was taken away. Save a key of the same account that works.',
      'If the key is accepted again, everything resumes without your help. You will get no other e-mail about this refusal.',
    ],
  },
  refused: {
    live: (gateway: string, since: string) =>
      `${gateway} has refused your live mode key since ${since}: your customers cannot pay you online.`,
    test: (gateway: string, since: string) =>
      `${gateway} has refused your test mode key since ${since}: test payments do not go through.`,
    action: 'Replace the key',
    askAdmin: 'Tell an administrator of your team.',
    beforeSending: (gateway: string) =>
      `${gateway} refuses your key: this request cannot be paid until the key is replaced.`,
  },
  stripe: {
    title: 'Payments through Stripe',
    intro:
      'The money goes straight to your Stripe account: we never hold it. Your keys are encrypted and never shown again.',
    problemsTitle: 'The key was not saved',
    saved: (end: string, day: string) => `Key saved, ending in ${end}, on ${day}.`,
    missing: {
      live: 'No key: live mode cannot take payments yet.',
      test: 'No key: test mode goes through our test bank.',
    },
    refused: (since: string) =>
      `Stripe has refused this key since ${since}. Save a key of the same account that works.`,
    lacks: (right: string) => `This key lacks the permission “${right}”.`,
    unseen: {
      refund: 'This key cannot read refunds: those made at Stripe do not show here.',
      dispute: 'This key cannot read disputes: they do not show here.',
      fee: 'This key cannot read Stripe’s fees: transactions have neither fee nor net. All else works.',
    },
    unreadable: 'The saved key can no longer be read: enter it again.',
    kept: 'The keys are saved.',
    removed: 'The keys are removed.',
    secretKey: 'Secret key or restricted key',
    secretKeyHint: {
      live: 'It begins with sk_live_ or rk_live_. A restricted key needs to write checkout sessions and refunds, and to read disputes. Optional: if it can also read “Balance transaction sources”, your transactions show Stripe’s fees and the net.',
      test: 'It begins with sk_test_ or rk_test_.',
    },
    webhookSecret: 'Webhook secret',
    webhookHint: 'The secret of this endpoint begins with whsec_.',
    how: {
      title: 'In three steps',
      key: {
        title: 'Copy your secret key',
        hint: 'It is in Stripe, under Developers, API keys: the one of live mode, or of test mode.',
        action: 'Open the keys in Stripe',
        url: 'https://dashboard.stripe.com/apikeys',
      },
      webhook: {
        title: 'Add an endpoint to this address',
        hint: 'Tick checkout.session.completed, checkout.session.expired, payment_intent.payment_failed, refund.created, refund.updated, refund.failed, charge.refunded and charge.dispute.*.',
        action: 'Open the webhooks in Stripe',
        url: 'https://dashboard.stripe.com/webhooks',
      },
      save: {
        title: 'Paste the key and the secret below',
        hint: 'We try the key before we save it.',
      },
    },
    webhookUrl: 'Address of the webhook',
    webhookSaved: 'A secret is saved. If it is replaced, the old one is accepted for 24 more hours.',
    save: { live: 'Save for live mode', test: 'Save for test mode' },
    remove: { live: 'Remove the live mode keys', test: 'Remove the test mode keys' },
    methods: {
      title: 'Payment methods',
      hint: 'Cards are always offered, with Apple Pay and Google Pay. Tick also those that are activated in your Stripe account: they appear on its page when the amount and the customer’s country allow them.',
      hints: {
        alma: 'In instalments, for a customer in France.',
        bancontact: 'Belgium.',
        billie: 'After 30 days, for a business customer.',
        ideal: 'Netherlands.',
        klarna: 'In instalments, or later.',
        paypal: 'With a PayPal account, in many countries.',
        satispay: 'Mainly Italy.',
      },
      save: 'Save the payment methods',
    },
    problems: {
      secret_key: {
        missing: 'Enter the secret key of your Stripe account.',
        not_a_secret_key: 'A secret key begins with sk_ or rk_: copy the whole of it from Stripe.',
        other_mode: 'This key belongs to the other mode: copy the one for this mode from Stripe.',
        refused: 'Stripe refuses this key. Check that it has not been revoked and copy it again.',
        missing_permission:
          'This restricted key lacks some permissions. Allow it to write checkout sessions and refunds, and to read disputes.',
        unreachable: 'Stripe does not answer. Try again in a few minutes.',
      },
      mode: {
        in_use:
          'A payment or refund is under way with these keys: wait until it is done to remove them or to change accounts.',
      },
      webhook_secret: {
        malformed: 'A webhook secret begins with whsec_: copy the whole of it from Stripe.',
      },
    },
  },
} satisfies typeof fr

export const gatewaySections = { stripe: 'Stripe' }
