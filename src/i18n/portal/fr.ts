/** What merchants read. In French, a narrow no-break space goes before ? ! ; and a no-break one before : and €. */
import type { Channel, EventKind, Language, Purpose } from '../../db/schema.ts'
import type { FailureReason } from '../../messages/failures.ts'
import type { ProblemStatus } from '../../messages/lifecycle.ts'

const reminderProblems = (reminder: string) => ({
  range: `${reminder} : saisissez un nombre de jours de 1 à 60, par exemple 3.`,
  twice: `${reminder} : il est déjà prévu. Choisissez un autre jour, par exemple 7.`,
})

export const fr = {
  statuses: {
    pending: 'En attente',
    paid: 'Payé',
    cancelled: 'Annulé',
    expired: 'Expiré',
    partially_refunded: 'Partiellement remboursé',
    refunded: 'Remboursé',
    paid_after_cancelled: 'Payé après annulation',
    paid_after_expired: 'Payé après expiration',
  },
  failureCodes: {
    processing_error: 'Erreur technique lors du traitement du paiement.',
    card_declined: 'La banque du client a refusé la demande de paiement.',
    insufficient_funds: 'La carte a atteint son plafond autorisé.',
    '3ds_declined': 'La banque du client ne peut pas finaliser l’authentification.',
    incorrect_number: 'Les informations de la carte sont incorrectes.',
    fraud_suspected: 'Suspicion de fraude sur ce paiement.',
    aborted: 'Le client a annulé le paiement.',
    timeout: 'Le client a quitté la page de paiement sans payer.',
  },
  /** Why a message, e-mail or SMS, has not arrived. */
  failureReasons: {
    unknown_address: 'Cette adresse ou ce numéro n’existe pas.',
    mailbox_full: 'La boîte du destinataire est pleine.',
    blocked: 'Le service de messagerie du destinataire a bloqué le message.',
    complaint: 'Le destinataire a signalé un de vos messages comme indésirable.',
    suppressed: 'Un message précédent a été refusé : rien n’est plus envoyé à ce destinataire.',
    unreachable: 'Le destinataire ne peut pas être joint pour le moment.',
    invalid_sender: 'L’expéditeur du message n’est pas accepté.',
    account: 'Le service d’envoi ne prend pas nos messages pour le moment.',
    too_long: 'Le message est trop long.',
    expired: 'Le message n’a pas pu être remis à temps.',
    obsolete: 'La demande n’était plus à payer : le message n’est pas parti.',
    not_taken: 'Le service d’envoi n’a pas pris le message.',
    other: 'Le message a été refusé sans raison précise.',
  } satisfies Record<FailureReason, string>,
  /** Short: what the list flags a request with. */
  messageProblems: {
    bounced: (channel) => (channel === 'sms' ? 'SMS refusé' : 'E-mail refusé'),
    failed: () => 'Non envoyé',
    uncertain: () => 'Envoi incertain',
  } satisfies Record<ProblemStatus, (channel: Channel) => string> as Record<
    ProblemStatus,
    (channel: Channel) => string
  >,
  languages: {
    fr: 'Français',
    en: 'Anglais',
    it: 'Italien',
    es: 'Espagnol',
    de: 'Allemand',
    nl: 'Néerlandais',
  } satisfies Record<Language, string>,
  portal: {
    skip: 'Aller au contenu',
    navigation: 'Principale',
    signOut: 'Se déconnecter',
    liveMode: 'Mode réel',
    toLiveMode: 'Passer en mode réel',
    toTestMode: 'Passer en mode test',
    testMode: 'Mode test',
    testModeHint: 'Aucun argent ne circule.',
    close: 'Fermer',
    copy: 'Copier',
    copyOf: (field: string) => `Copier : ${field}`,
    copied: 'Copié',
    /** `characters` as the encoding counts them: in GSM-7 a € is two. */
    smsSize: (segments: number, encoding: string, characters: number) =>
      `${segments} SMS · ${encoding}, ${characters} caractères`,
  },
  merchants: {
    signIn: {
      title: 'Connexion',
      email: 'Adresse e-mail',
      password: 'Mot de passe',
      submit: 'Se connecter',
      problems: {
        missing: () => 'Saisissez votre adresse e-mail et votre mot de passe.',
        wrong: () =>
          'Cette adresse e-mail et ce mot de passe ne vont pas ensemble. Vérifiez-les et réessayez.',
        throttled: (minutes: number) =>
          `Trop d’essais. Réessayez dans ${minutes > 1 ? `${minutes} minutes` : 'une minute'}.`,
      },
      demo: 'Compte de démonstration',
      demoHint: 'Cet exemplaire d’essai contient un marchand et ses demandes. Connectez-vous avec :',
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
      unreadable: 'La clé enregistrée ne peut plus être lue : saisissez-la de nouveau.',
      kept: 'Les clés sont enregistrées.',
      removed: 'Les clés sont retirées.',
      secretKey: 'Clé secrète ou clé restreinte',
      secretKeyHint: {
        live: 'Elle commence par sk_live_ ou rk_live_. Une clé restreinte a besoin d’écrire les sessions de paiement et les remboursements.',
        test: 'Elle commence par sk_test_ ou rk_test_.',
      },
      webhookSecret: 'Secret du webhook',
      webhookHint: (url: string) =>
        `Dans Stripe, ajoutez un point de terminaison vers ${url}, puis copiez ici son secret, qui commence par whsec_.`,
      webhookSaved: 'Un secret est enregistré. S’il est remplacé, l’ancien reste accepté 24 heures.',
      save: { live: 'Enregistrer pour le mode réel', test: 'Enregistrer pour le mode test' },
      remove: { live: 'Retirer les clés du mode réel', test: 'Retirer les clés du mode test' },
      problems: {
        secret_key: {
          missing: 'Saisissez la clé secrète de votre compte Stripe.',
          not_a_secret_key: 'Une clé secrète commence par sk_ ou rk_ : copiez-la entière depuis Stripe.',
          other_mode: 'Cette clé est celle de l’autre mode : copiez celle de ce mode depuis Stripe.',
          refused: 'Stripe refuse cette clé. Vérifiez qu’elle n’a pas été révoquée et copiez-la de nouveau.',
          missing_permission:
            'Cette clé restreinte n’a pas les droits nécessaires. Autorisez-la à écrire les sessions de paiement et les remboursements.',
          unreachable: 'Stripe ne répond pas. Réessayez dans quelques minutes.',
        },
        mode: {
          in_use:
            'Un paiement ou un remboursement est en cours avec ces clés : attendez qu’il soit terminé pour les retirer.',
        },
        webhook_secret: {
          malformed: 'Un secret de webhook commence par whsec_ : copiez-le entier depuis Stripe.',
        },
      },
    },
    settings: {
      title: 'Réglages',
      stripe: 'Encaissement par Stripe',
      stripeHint: 'Les clés de votre compte Stripe, pour encaisser en mode réel.',
      stripeLink: 'Gérer mes clés Stripe',
      saved: 'Les réglages sont enregistrés.',
      problemsTitle: 'Les réglages n’ont pas été enregistrés',
      identity: 'Ce que voient vos clients',
      tradeName: 'Nom commercial',
      tradeNameHint:
        '20 caractères au plus. Il figure dans chaque e-mail, chaque SMS et sur la page de paiement.',
      contactEmail: 'E-mail de contact',
      contactEmailHint: 'Vos clients vous répondent à cette adresse.',
      contactPhone: 'Téléphone de contact',
      contactPhoneHint: 'Facultatif, fixe ou mobile.',
      sms: 'SMS',
      sender: 'Expéditeur SMS',
      senderHint:
        'Ce qui s’affiche à la place d’un numéro. 11 lettres ou chiffres au plus, sans espace ni accent, dont au moins une lettre. Les opérateurs bloquent les mots comme PAIEMENT, BANQUE, INFO ou SMS.',
      useSender: (sender: string) => `Utiliser ${sender}`,
      smsPreview: 'Exemple de SMS, au mot près :',
      notices: 'Avis à votre équipe',
      noticesLegend: 'Nous prévenir par e-mail',
      notifyPaid: 'quand un client a payé',
      notifyBounced: 'quand un message n’arrive pas à un client',
      noticeEmails: 'Adresses à prévenir',
      noticeEmailsHint: 'Une par ligne, 5 au plus.',
      reminders: 'Rappels à vos clients',
      remindersHint:
        'Envoyés entre 9 h et 19 h, jamais un dimanche ni un jour férié. Ils s’arrêtent dès que la demande est payée, annulée ou expirée, ou si un message est refusé.',
      reminder: ['Premier rappel', 'Deuxième rappel', 'Troisième rappel'],
      reminderDays: 'Nombre de jours',
      reminderDaysHint: 'Laissez le nombre de jours vide pour ne rien envoyer.',
      reminderMoment: 'À compter de',
      moments: { after_sending: 'jours après l’envoi', before_expiry: 'jours avant l’expiration' },
      submit: 'Enregistrer',
      /** By field, then by what is wrong with it: each says what to type. */
      problems: {
        trade_name: {
          empty: 'Saisissez votre nom commercial, par exemple Atelier Lumière.',
          too_long: 'Raccourcissez le nom commercial à 20 caractères, par exemple Atelier Lumière.',
        },
        contact_email: {
          empty: 'Saisissez l’adresse e-mail où vos clients vous joignent, par exemple contact@exemple.fr.',
          invalid: 'Saisissez une seule adresse e-mail complète, par exemple contact@exemple.fr.',
        },
        contact_phone: {
          invalid:
            'Saisissez un numéro de téléphone complet, par exemple 01 42 68 53 00 ou +32 470 12 34 56.',
        },
        sms_sender: {
          empty: 'Saisissez un expéditeur SMS, par exemple ATELIER.',
          characters:
            'N’utilisez que des lettres sans accent et des chiffres, sans espace, par exemple ATELIER.',
          too_long: 'Raccourcissez l’expéditeur SMS à 11 caractères, par exemple ATELIER.',
          digits: 'Un expéditeur SMS contient au moins une lettre. Saisissez par exemple ATELIER33.',
          generic: 'Les opérateurs bloquent ce mot. Saisissez un nom qui vous désigne, par exemple ATELIER.',
        },
        notice_emails: {
          invalid: 'Saisissez une adresse e-mail complète par ligne, par exemple compta@exemple.fr.',
          too_many: 'Gardez 5 adresses au plus, une par ligne, par exemple compta@exemple.fr.',
        },
        reminder_1_days: reminderProblems('Premier rappel'),
        reminder_2_days: reminderProblems('Deuxième rappel'),
        reminder_3_days: reminderProblems('Troisième rappel'),
      },
    },
  },
  requests: {
    title: 'Paiements',
    ask: 'Demander un paiement',
    totals: (pending: string, paid: string, isPlural: boolean, month: string) =>
      `${pending} en attente · ${paid} encaissé${isPlural ? 's' : ''} en ${month}`,
    columns: {
      recipient: 'Destinataire',
      description: 'Description',
      sent: 'Envoyé',
      status: 'Statut',
      amount: 'Montant',
    },
    first: 'Les plus récents',
    next: 'Suivants',
    pages: 'Pages de la liste',
    attention: {
      link: (count: number) =>
        count > 99 ? 'Plus de 99 demandes à vérifier' : `${count} demande${count > 1 ? 's' : ''} à vérifier`,
      title: 'Demandes à vérifier',
      hint: 'Votre client n’a pas reçu le dernier message, ou ne l’a peut-être pas reçu.',
      all: 'Tous les paiements',
      emptyTitle: 'Rien à vérifier',
      emptyHint: 'Aucun message n’a été refusé pour les demandes en attente.',
      emptyAction: 'Voir tous les paiements',
    },
    empty: {
      title: 'Aucun paiement pour l’instant',
      hint: 'Demandez un paiement par e-mail ou par SMS : votre client reçoit un lien et paie en ligne, sans créer de compte.',
      action: 'Demander un premier paiement',
    },
    channels: { email: 'E-mail', sms: 'SMS' },
    form: {
      title: 'Envoyer une demande de paiement',
      problemsTitle: 'La demande de paiement n’a pas été envoyée',
      amount: 'Montant',
      recipient: 'Destinataire',
      byEmail: 'E-mail',
      bySms: 'Numéro de mobile',
      email: 'E-mail',
      phone: 'Numéro de téléphone',
      language: 'Langue',
      description: 'Description',
      options: 'Plus d’options',
      ownMail: 'Envoyer la demande de paiement depuis mon propre client e-mail',
      ownMailHint: 'Un nouvel e-mail s’ouvre sur votre ordinateur, prêt à envoyer.',
      expiresOn: 'Date d’expiration',
      expiresOnHint: 'Payable jusqu’à la fin de ce jour, heure de Paris.',
      reference: 'Votre référence',
      referenceHint: 'Facultatif. Votre client la verra.',
      submit: 'Envoyer',
    },
    /** By field, then by what is wrong with it: each says what to type. */
    problems: {
      seen_mode: {
        changed: 'Vous avez changé de mode dans un autre onglet. Vérifiez-le, puis envoyez.',
      },
      amount: {
        empty: 'Saisissez un montant, par exemple 49,90.',
        ambiguous:
          'Saisissez le montant en chiffres, avec une virgule pour les centimes, par exemple 1 234,50.',
        too_small: 'Saisissez un montant d’au moins 0,99 €, par exemple 0,99.',
        too_large: 'Saisissez un montant d’au plus 20 000,00 €, par exemple 20 000,00.',
      },
      channel: { unknown: 'Choisissez comment joindre votre client, par exemple par e-mail.' },
      email: {
        empty: 'Saisissez l’adresse e-mail de votre client, par exemple lea.martin@exemple.fr.',
        invalid: 'Saisissez une seule adresse e-mail complète, par exemple lea.martin@exemple.fr.',
      },
      phone: {
        empty: 'Saisissez le numéro de mobile de votre client, par exemple 06 12 34 56 78.',
        invalid: 'Saisissez un numéro de mobile complet, par exemple 06 12 34 56 78 ou +32 470 12 34 56.',
        not_mobile:
          'Ce numéro ne reçoit pas de SMS. Saisissez un numéro de mobile, par exemple 06 12 34 56 78.',
        country:
          'Les SMS ne sont pas envoyés vers ce pays. Saisissez un autre numéro, par exemple 06 12 34 56 78, ou choisissez l’e-mail.',
      },
      language: { unknown: 'Choisissez une langue de la liste, par exemple Français.' },
      description: {
        empty: 'Dites à votre client ce qu’il paie, par exemple Facture 2026-118.',
        too_long: 'Raccourcissez la description à 80 caractères, par exemple Facture 2026-118.',
        card_number:
          'N’écrivez pas de numéro de carte. Décrivez ce qui est à payer, par exemple Facture 2026-118.',
      },
      expires_on: {
        unreadable: (first: string, last: string) =>
          `Saisissez une date, par exemple le ${first} ou le ${last}.`,
        past: (first: string, last: string) =>
          `Cette date est passée. Choisissez un jour du ${first} au ${last}.`,
        too_far: (first: string, last: string) =>
          `Une demande est payable 90 jours au plus. Choisissez un jour du ${first} au ${last}.`,
      },
      reference: {
        too_long: 'Raccourcissez la référence à 80 caractères, par exemple 2026-118.',
        card_number: 'N’écrivez pas de numéro de carte. Saisissez par exemple 2026-118.',
      },
    },
    preview: {
      title: 'Votre client recevra :',
    },
    detail: {
      title: 'Paiement',
      to: (recipient: string) => `Demande adressée à ${recipient}`,
      cancel: 'Annuler',
      permalink: 'Permalien',
      permalinkHint: 'À coller dans un e-mail ou un message si votre client n’a rien reçu.',
      qr: 'QR code',
      qrHint: 'QR code du permalien',
      facts: 'Détails',
      description: 'Description',
      reference: 'Référence',
      language: 'Langue',
      expires: 'Expire',
      sentBy: 'Envoi',
      ownMail: 'Votre client e-mail',
      id: 'Identifiant',
    },
    /** The last message has not arrived, or may not have. */
    messageProblem: {
      bounced: (recipient: string) => `Notre message à ${recipient} nous est revenu.`,
      failed: (recipient: string) => `Notre message à ${recipient} n’est pas parti.`,
      uncertain: (recipient: string) => `Nous ne savons pas si le message à ${recipient} est parti.`,
      advice: {
        bounced:
          'Vérifiez l’adresse ou le numéro, corrigez-le s’il le faut, puis renvoyez la demande. Vous pouvez aussi copier le permalien et le donner vous-même à votre client.',
        failed:
          'Vérifiez l’adresse ou le numéro, corrigez-le s’il le faut, puis renvoyez la demande. Vous pouvez aussi copier le permalien et le donner vous-même à votre client.',
        uncertain:
          'Attendez quelques minutes : la réponse vient parfois plus tard. Ou renvoyez la demande maintenant : votre client la recevra peut-être deux fois.',
      } satisfies Record<ProblemStatus, string>,
      goToSend: 'Renvoyer la demande',
      goToPermalink: 'Copier le permalien',
    },
    sendAgain: {
      title: 'Renvoyer',
      hint: 'À la même adresse ou à une autre. Le permalien reste le même.',
      submit: 'Renvoyer la demande',
      problemsTitle: 'La demande n’a pas été renvoyée',
      checked: { email: 'J’ai vérifié cette adresse', sms: 'J’ai vérifié ce numéro' },
      checkedHint: (reason: string) => `${reason} Cochez pour lui écrire de nouveau.`,
      problems: {
        suppressed:
          'Un message à ce destinataire a été refusé. Corrigez-le, ou confirmez que vous l’avez vérifié.',
        too_many: (minutes: number) =>
          `Cinq messages sont partis vers ce destinataire en une heure. Réessayez dans ${minutes > 1 ? `${minutes} minutes` : 'une minute'}.`,
      },
    },
    reminders: {
      title: 'Rappels',
      hint: 'Vos rappels partent tant que la demande reste à payer et que les messages arrivent.',
      stop: 'Arrêter les rappels',
    },
    notices: {
      created: 'La demande de paiement est créée.',
      cancelled: 'La demande est annulée. Votre client ne peut plus la payer.',
      not_cancellable: 'Cette demande ne peut plus être annulée.',
      being_paid:
        'Votre client est en train de payer : la demande ne peut pas être annulée. Réessayez dans quelques minutes.',
      sent_again: 'La demande est renvoyée à votre client.',
      not_payable: 'Cette demande n’est plus à payer : rien n’a été envoyé.',
      suppressed: 'Un message à ce destinataire a été refusé : rien n’a été envoyé.',
      reminders_stopped: 'Les rappels de cette demande sont arrêtés.',
      refunded: 'Le remboursement est demandé. Votre client en est averti dès qu’il est effectué.',
      not_refundable: 'Cette demande n’est pas payée : il n’y a rien à rembourser.',
      too_late: 'Un paiement ne peut plus être remboursé après 365 jours.',
    },
    mailto: {
      title: 'Envoyez l’e-mail à votre client',
      hint: (recipient: string) =>
        `Un nouvel e-mail pour ${recipient} s’ouvre dans votre messagerie. Vous pouvez le modifier avant de l’envoyer.`,
      open: 'Ouvrir l’e-mail dans ma messagerie',
      byHand: 'Rien ne s’ouvre ? Copiez l’objet et le message dans votre messagerie.',
      subject: 'Objet',
      body: 'Message',
    },
    history: {
      title: 'Suivi',
      to: (recipient: string) => `à ${recipient}`,
      byYou: 'par vous',
      /** What a message is called: the request itself by its channel. */
      messages: {
        request: (channel: string) => channel,
        reminder: () => 'Rappel',
        receipt: () => 'Reçu',
        cancel_notice: () => 'Avis d’annulation',
        refund_notice: () => 'Avis de remboursement',
        paid_notice: () => 'Avis de paiement',
        bounced_notice: () => 'Avis de non-remise',
      } satisfies Record<Purpose, (channel: string) => string> as Record<
        Purpose,
        (channel: string) => string
      >,
      /** After `message_sent`. */
      addressees: {
        receipt: 'au client',
        cancel_notice: 'au client',
        refund_notice: 'au client',
        paid_notice: 'à votre équipe',
        bounced_notice: 'à votre équipe',
      } satisfies Partial<Record<Purpose, string>> as Partial<Record<Purpose, string>>,
      /** `message` is its name, above. */
      events: {
        created: () => 'Demande créée',
        message_sent: (message: string) => `${message} envoyé`,
        message_delivered: (message: string) => `${message} distribué`,
        message_bounced: (message: string) => `${message} refusé`,
        message_failed: (message: string) => `${message} non envoyé`,
        message_uncertain: (message: string) => `${message} peut-être envoyé`,
        attempt_started: () => 'Paiement commencé',
        attempt_challenged: () => 'Confirmation demandée par la banque du client',
        attempt_unknown: () => 'Paiement en cours de confirmation',
        attempt_failed: () => 'Paiement refusé',
        attempt_abandoned: () => 'Paiement abandonné',
        paid: () => 'Demande payée',
        cancelled: () => 'Demande annulée',
        expired: () => 'Demande expirée',
        refund_started: () => 'Remboursement demandé',
        refund_succeeded: () => 'Remboursement effectué',
        refund_failed: () => 'Remboursement refusé par la banque',
        recipient_changed: () => 'Destinataire corrigé',
        reminders_stopped: () => 'Rappels arrêtés',
      } satisfies Record<EventKind, (message: string) => string>,
      hints: {
        message_uncertain: 'Le service d’envoi n’a pas répondu. Rien n’est renvoyé sans vous.',
        attempt_unknown: 'La banque n’a pas encore répondu. Personne ne peut payer une seconde fois.',
      } satisfies Partial<Record<EventKind, string>> as Partial<Record<EventKind, string>>,
      mayRetry: 'Votre client peut réessayer.',
    },
    noGateway: {
      title: 'Le mode réel attend votre clé Stripe',
      text: 'En mode réel, l’argent va directement sur votre compte Stripe : nous ne le détenons jamais. Pour demander un premier paiement réel, enregistrez la clé secrète de votre compte dans les réglages.',
      settings: 'Enregistrer ma clé Stripe',
      testHint: 'En attendant, le mode test permet de tout essayer sans argent.',
    },
    refund: {
      action: 'Rembourser',
      title: 'Rembourser ce paiement',
      rest: (amount: string) => `Il reste ${amount} à rembourser. L’argent retourne sur la carte qui a payé.`,
      amount: 'Montant à rembourser',
      confirm: 'Rembourser',
      keep: 'Ne pas rembourser',
      refusedTitle: 'Rien n’a été remboursé',
      problems: {
        empty: 'Saisissez le montant à rembourser, par exemple 49,90.',
        ambiguous: 'Saisissez le montant en euros et centimes, par exemple 49,90.',
        too_small: 'Le plus petit remboursement est de 0,10 €.',
        too_large: 'Ce montant dépasse ce qui reste à rembourser.',
        above_rest: 'Ce montant dépasse ce qui reste à rembourser.',
      },
    },
    cancellation: {
      title: 'Annuler cette demande ?',
      text: (recipient: string, amount: string) =>
        `${recipient} ne pourra plus payer ${amount} avec ce lien. Une demande annulée ne peut pas être rétablie.`,
      confirm: 'Annuler la demande',
      keep: 'Ne pas annuler',
    },
  },
  /** The e-mails that merchants receive. */
  notices: {
    paidSubject: (customer: string, amount: string) => `Paiement reçu : ${amount} de ${customer}`,
    paidIntro: (customer: string, amount: string) => `${customer} vous a payé ${amount} pour :`,
    /** When the request was no longer to be paid. */
    paidLateSubject: {
      cancelled: (customer: string, amount: string) =>
        `Paiement reçu après annulation : ${amount} de ${customer}`,
      expired: (customer: string, amount: string) =>
        `Paiement reçu après expiration : ${amount} de ${customer}`,
    },
    paidLate: {
      cancelled:
        'Ce paiement est arrivé après l’annulation de la demande. L’argent est encaissé : voyez avec votre client s’il faut le rembourser.',
      expired:
        'Ce paiement est arrivé après l’expiration de la demande. L’argent est encaissé : voyez avec votre client s’il faut le rembourser.',
    },
    paidButton: 'Voir le paiement',
    paidLink: 'Pour voir ce paiement :',
    bouncedSubject: (customer: string, amount: string) =>
      `Message non remis à ${customer} : demande de ${amount}`,
    bouncedIntro: (customer: string, amount: string) =>
      `${customer} n’a pas reçu le message qui lui demandait ${amount} pour :`,
    bouncedButton: 'Corriger et renvoyer',
    bouncedLink: 'Pour corriger le destinataire et renvoyer la demande :',
    bouncedAdvice:
      'Vérifiez l’adresse ou le numéro, corrigez-le s’il le faut, puis renvoyez la demande. Vous pouvez aussi copier son permalien et le donner vous-même à votre client.',
    settings: (brand: string) =>
      `${brand} envoie cet avis aux adresses choisies dans vos réglages, où vous pouvez l’arrêter.`,
  },
  messagesLocal: {
    title: 'Messages locaux',
    hint: 'Rien ne part de cette machine : voici ce que vos clients et votre équipe auraient reçu.',
    empty: 'Aucun message pour l’instant. Demandez un paiement : son e-mail ou son SMS paraîtra ici.',
    to: (recipient: string) => `à ${recipient}`,
    sender: 'De',
    replyTo: 'Réponse à',
    html: (subject: string) => `E-mail : ${subject}`,
    text: 'Version texte',
    segments: (count: number) => `${count} SMS`,
  },
}
