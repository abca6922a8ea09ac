/**
 * The gateways: their names, and the texts about the keys that merchants give for them. A new gateway adds its own
 * here.
 */
/** The gateways where merchants have an account of their own, in the middle of a sentence. */
export const ownGateways = 'Stripe'

/** As they stand after « depuis » and « sur ». */
const names: Record<string, string> = { stripe: 'Stripe', sandbox: 'le site de la banque de test' }

export const gateways = {
  names,
  /** The section of each gateway in the settings, which leads to a page of its own. */
  settings: {
    stripe: {
      title: 'Encaissement par Stripe',
      hint: 'Les clés de votre compte Stripe, pour encaisser en mode réel.',
      link: 'Gérer mes clés Stripe',
      save: 'Enregistrer ma clé Stripe',
    },
  },
  keysLetter: {
    subject: (gateway: string, merchant: string) => `Les clés ${gateway} ont changé : ${merchant}`,
    intro: {
      live: (gateway: string) =>
        `Les clés ${gateway} du mode réel viennent d’être enregistrées, remplacées ou retirées. Elles décident du compte sur lequel va votre argent.`,
      test: (gateway: string) =>
        `Les clés ${gateway} du mode test viennent d’être enregistrées, remplacées ou retirées. Aucun argent ne passe par elles.`,
    },
    button: 'Voir les clés',
    linkIntro: 'Pour voir les clés :',
    paragraphs: [
      'Si ce changement vient de votre équipe, vous n’avez rien à faire.',
      'S’il ne vient pas de vous, retirez tout de suite ces clés, puis changez votre mot de passe et vérifiez qui fait partie de votre équipe.',
    ],
  },
  refusedLetter: {
    subject: (gateway: string, merchant: string) => `${gateway} refuse la clé de ${merchant}`,
    intro: {
      live: (gateway: string) =>
        `${gateway} refuse la clé enregistrée pour le mode réel : vos clients ne peuvent plus vous payer en ligne.`,
      test: (gateway: string) =>
        `${gateway} refuse la clé enregistrée pour le mode test : plus aucun paiement de test ne passe.`,
    },
    button: 'Remplacer la clé',
    linkIntro: 'Pour remplacer la clé :',
    paragraphs: [
      'Elle a peut-être été remplacée ou révoquée, ou un droit lui a été retiré. Enregistrez une clé du même compte qui fonctionne.',
      'Si la clé est acceptée de nouveau, tout reprend sans que vous ayez rien à faire. Vous ne recevrez pas d’autre e-mail pour ce refus.',
    ],
  },
  /** On every page while a key is refused. `since`: a day and a time. */
  refused: {
    live: (gateway: string, since: string) =>
      `${gateway} refuse votre clé du mode réel depuis le ${since} : vos clients ne peuvent pas vous payer en ligne.`,
    test: (gateway: string, since: string) =>
      `${gateway} refuse votre clé du mode test depuis le ${since} : les paiements de test ne passent pas.`,
    action: 'Remplacer la clé',
    askAdmin: 'Prévenez un administrateur de votre équipe.',
    beforeSending: (gateway: string) =>
      `${gateway} refuse votre clé : cette demande ne pourra pas être payée tant que la clé n’est pas remplacée.`,
  },
  stripe: {
    title: 'Encaissement par Stripe',
    intro:
      'L’argent va directement sur votre compte Stripe : nous ne le détenons jamais. Vos clés sont chiffrées et ne sont plus jamais montrées.',
    problemsTitle: 'La clé n’a pas été enregistrée',
    saved: (end: string, day: string) => `Clé enregistrée, se terminant par ${end}, le ${day}.`,
    missing: {
      live: 'Aucune clé : le mode réel ne peut pas encore encaisser.',
      test: 'Aucune clé : le mode test passe par notre banque d’essai.',
    },
    refused: (since: string) =>
      `Stripe refuse cette clé depuis le ${since}. Enregistrez une clé du même compte qui fonctionne.`,
    lacks: (right: string) => `Il manque à cette clé le droit « ${right} ».`,
    unseen: {
      refund:
        'Cette clé ne peut pas lire les remboursements : ceux faits depuis Stripe ne se voient pas ici.',
      dispute: 'Cette clé ne peut pas lire les contestations : elles ne se voient pas ici.',
      fee: 'Cette clé ne peut pas lire les frais de Stripe : les opérations n’ont ni frais ni net. Le reste fonctionne.',
    },
    unreadable: 'La clé enregistrée ne peut plus être lue : saisissez-la de nouveau.',
    kept: 'Les clés sont enregistrées.',
    removed: 'Les clés sont retirées.',
    secretKey: 'Clé secrète ou clé restreinte',
    secretKeyHint: {
      live: 'Elle commence par sk_live_ ou rk_live_. Une clé restreinte a besoin d’écrire les sessions de paiement et les remboursements, et de lire les contestations. Facultatif : si elle peut aussi lire « Balance transaction sources », vos opérations montrent les frais de Stripe et le net.',
      test: 'Elle commence par sk_test_ ou rk_test_.',
    },
    webhookSecret: 'Secret du webhook',
    webhookHint: 'Le secret de ce point de terminaison commence par whsec_.',
    how: {
      title: 'En trois étapes',
      key: {
        title: 'Copiez votre clé secrète',
        hint: 'Elle est dans Stripe, sous Développeurs, Clés API : celle du mode réel, ou celle du mode test.',
        action: 'Ouvrir les clés dans Stripe',
        url: 'https://dashboard.stripe.com/apikeys',
      },
      webhook: {
        title: 'Ajoutez un point de terminaison vers cette adresse',
        hint: 'Cochez checkout.session.completed, checkout.session.expired, payment_intent.payment_failed, refund.created, refund.updated, refund.failed, charge.refunded et charge.dispute.*.',
        action: 'Ouvrir les webhooks dans Stripe',
        url: 'https://dashboard.stripe.com/webhooks',
      },
      save: {
        title: 'Collez la clé et le secret ci-dessous',
        hint: 'Nous essayons la clé avant de l’enregistrer.',
      },
    },
    webhookUrl: 'Adresse du webhook',
    webhookSaved: 'Un secret est enregistré. S’il est remplacé, l’ancien reste accepté 24 heures.',
    save: { live: 'Enregistrer pour le mode réel', test: 'Enregistrer pour le mode test' },
    remove: { live: 'Retirer les clés du mode réel', test: 'Retirer les clés du mode test' },
    methods: {
      title: 'Moyens de paiement',
      hint: 'La carte est toujours proposée, avec Apple Pay et Google Pay. Cochez aussi ceux qui sont activés dans votre compte Stripe : ils apparaissent sur sa page quand le montant et le pays du client les permettent.',
      hints: {
        alma: 'En plusieurs fois, pour un client en France.',
        bancontact: 'Belgique.',
        billie: 'À 30 jours, pour un client professionnel.',
        ideal: 'Pays-Bas.',
        klarna: 'En plusieurs fois, ou plus tard.',
        paypal: 'Avec son compte PayPal, dans de nombreux pays.',
        satispay: 'Italie surtout.',
      },
      save: 'Enregistrer les moyens de paiement',
    },
    problems: {
      secret_key: {
        missing: 'Saisissez la clé secrète de votre compte Stripe.',
        not_a_secret_key: 'Une clé secrète commence par sk_ ou rk_ : copiez-la entière depuis Stripe.',
        other_mode: 'Cette clé est celle de l’autre mode : copiez celle de ce mode depuis Stripe.',
        refused: 'Stripe refuse cette clé. Vérifiez qu’elle n’a pas été révoquée et copiez-la de nouveau.',
        missing_permission:
          'Cette clé restreinte n’a pas les droits nécessaires. Autorisez-la à écrire les sessions de paiement et les remboursements, et à lire les contestations.',
        unreachable: 'Stripe ne répond pas. Réessayez dans quelques minutes.',
      },
      mode: {
        in_use:
          'Un paiement ou un remboursement est en cours avec ces clés : attendez qu’il soit terminé pour les retirer ou changer de compte.',
      },
      webhook_secret: {
        malformed: 'Un secret de webhook commence par whsec_ : copiez-le entier depuis Stripe.',
      },
    },
  },
}

/** The names of these sections in the settings' table of contents. */
export const gatewaySections = { stripe: 'Stripe' }
