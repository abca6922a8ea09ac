import { formatCount } from '../../../domain/formats.ts'
import { limits } from '../../../domain/limits.ts'
import type { ProblemStatus } from '../../../domain/message-lifecycle.ts'
import { formatAmount, formatAmountForInput, maxAmountCents, minAmountCents } from '../../../domain/money.ts'
import { minRefundCents, mostRefundDays } from '../../../domain/refund.ts'
import { mostDays } from '../../../domain/request-lifecycle.ts'
import type { EventKind, Purpose } from '../../../domain/words.ts'
import { ownGateways } from './gateways.ts'

/** As people type it: without the narrow space of formatted amounts. */
const mostAmount = formatAmount(maxAmountCents, 'fr').replace('\u202F', '\u00A0')

export const requests = {
  title: 'Paiements',
  ask: 'Demander un Paiement',
  totals: (pending: string, paid: string, isPlural: boolean, month: string) =>
    `${pending} en attente · ${paid} encaissé${isPlural ? 's' : ''} en ${month}`,
  tabs: { title: 'Paiements par statut', all: 'Tous', paid: 'Payés' },
  columns: {
    recipient: 'Destinataire',
    description: 'Description',
    sent: 'Envoyé',
    status: 'Statut',
    amount: 'Montant',
  },
  first: 'Les plus récents',
  next: 'Suivants',
  keys: {
    title: 'Raccourcis clavier',
    enter: 'Entrée',
    search: 'chercher',
    ask: 'demander un paiement',
    next: 'paiement suivant',
    previous: 'paiement précédent',
    open: 'ouvrir le paiement',
    on: 'Activer dans ce navigateur',
    off: 'Désactiver dans ce navigateur',
  },
  pages: 'Pages de la liste',
  attention: {
    hint: 'Votre client n’a pas reçu le dernier message, ou ne l’a peut-être pas reçu ; ou il conteste son paiement.',
    empty: {
      title: 'Rien à vérifier',
      hint: 'Aucun paiement n’est contesté, aucun message n’a été refusé pour les demandes en attente.',
      action: 'Voir tous les paiements',
    },
  },
  filter: {
    title: 'Recherche et filtres',
    q: 'Rechercher',
    placeholder: 'Client, mots, référence, montant',
    status: 'Statut',
    anyStatus: 'Tous les statuts',
    attention: 'À vérifier',
    submit: 'Filtrer',
    more: 'Plus de filtres',
    channel: 'Envoi',
    anyChannel: 'E-mail et SMS',
    from: 'Demandés depuis le',
    to: 'Demandés jusqu’au',
    active: 'Filtres',
    typed: (words: string) => `« ${words} »`,
    since: (day: string) => `depuis le ${day}`,
    until: (day: string) => `jusqu’au ${day}`,
    remove: 'Retirer le filtre',
    clear: 'Tout effacer',
    found: ({ requests, isMore }: { requests: number; isMore: boolean }, sum: string) => {
      if (isMore) return `Plus de ${formatCount(requests, 'fr')} paiements`
      if (requests === 0) return 'Aucun paiement'
      return `${formatCount(requests, 'fr')} paiement${requests > 1 ? 's' : ''} · ${sum}`
    },
    empty: {
      title: 'Aucun paiement ne correspond',
      hint: 'Vérifiez l’orthographe, cherchez un seul mot ou retirez un filtre.',
      action: 'Voir tous les paiements',
    },
    problemsTitle: 'La liste n’est pas filtrée',
    problems: {
      q: { too_long: 'Raccourcissez la recherche à 200 caractères, par exemple lampe Arc.' },
      status: { unknown: 'Choisissez un statut de la liste, par exemple Payé.' },
      channel: { unknown: 'Choisissez un envoi de la liste, par exemple SMS.' },
      from: { unreadable: 'Saisissez une date, par exemple 01/12/2026.' },
      to: {
        unreadable: 'Saisissez une date, par exemple 31/12/2026.',
        before_from: (from: string) => `Choisissez le ${from} ou un jour qui le suit.`,
      },
    },
  },
  changes: {
    news: (count: number) => {
      if (count > 99) return 'Plus de 99 nouvelles demandes'
      return count > 1 ? `${count} nouvelles demandes` : 'Une nouvelle demande'
    },
    said: (recipient: string, status: string) => `${recipient} : ${status}`,
  },
  empty: {
    title: 'Aucun paiement pour l’instant',
    hint: 'Demandez un paiement par e-mail ou par SMS : votre client reçoit un lien et paie en ligne, sans créer de compte.',
    action: 'Demander un premier paiement',
  },
  /** What a new merchant may do first. Each goes away when it is done. */
  firstDay: {
    look: {
      title: 'Votre nom et vos couleurs',
      hint: 'Ce que vos clients verront sur la page de paiement et dans les messages.',
      action: 'Personnaliser',
    },
    trial: {
      title: 'Essayez sur vous-même',
      hint: 'Demandez-vous 1,00 € en mode test, puis payez avec une carte de test. Aucun argent ne circule.',
      action: 'Me demander 1,00 €',
      description: 'Mon premier essai',
    },
    live: {
      title: 'Encaissez pour de vrai',
      hint: `Reliez votre compte ${ownGateways} : l’argent va droit chez vous.`,
      action: `Relier ${ownGateways}`,
    },
  },
  channels: { email: 'E-mail', sms: 'SMS' },
  form: {
    title: 'Envoyer une demande de paiement',
    made: 'Voir la demande déjà créée',
    problemsTitle: 'La demande de paiement n’a pas été envoyée',
    amount: 'Montant',
    recipient: 'Destinataire',
    byEmail: 'E-mail',
    bySms: 'Numéro de mobile',
    email: 'E-mail',
    phone: 'Numéro de téléphone',
    language: 'Langue',
    description: 'Description',
    message: 'Votre message',
    messageHint: 'Facultatif. Dans l’e-mail et sur la page de paiement, 300 caractères au plus.',
    options: 'Plus d’options',
    expiresOn: 'Date d’expiration',
    expiresOnHint: 'Payable jusqu’à la fin de ce jour, heure de Paris.',
    reference: 'Votre référence',
    referenceHint: 'Facultatif. Votre client la verra.',
    submit: 'Envoyer',
  },
  /** By field, then by problem. Each sentence says what to type. */
  problems: {
    seen_mode: {
      changed: 'Vous avez changé de mode dans un autre onglet. Vérifiez-le, puis envoyez.',
    },
    idempotency_key: {
      missing:
        'Ce formulaire était incomplet : rien n’a été envoyé. Vérifiez-le, puis envoyez-le de nouveau.',
      malformed:
        'Ce formulaire était incomplet : rien n’a été envoyé. Vérifiez-le, puis envoyez-le de nouveau.',
      sent_already:
        'Ce formulaire a déjà été envoyé avec un autre contenu. Pour envoyer cette demande en plus de la première, vérifiez-la, puis envoyez-la de nouveau.',
    },
    amount: {
      empty: 'Saisissez un montant, par exemple 49,90.',
      ambiguous:
        'Saisissez le montant en chiffres, avec une virgule pour les centimes, par exemple 1 234,50.',
      too_small: `Saisissez un montant d’au moins ${formatAmount(minAmountCents, 'fr')}, par exemple ${formatAmountForInput(minAmountCents)}.`,
      too_large: `Saisissez un montant d’au plus ${mostAmount}, par exemple ${mostAmount.replace('\u00A0€', '')}.`,
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
    message: {
      too_long: 'Raccourcissez votre message à 300 caractères, par exemple Merci de votre confiance.',
      card_number: 'N’écrivez pas de numéro de carte. Saisissez par exemple Merci de votre confiance.',
      link: 'N’écrivez pas d’adresse de site, et laissez une espace après chaque point, par exemple Merci. À bientôt.',
      address:
        'N’écrivez pas d’adresse e-mail : votre client répondra à la vôtre. Saisissez par exemple Merci.',
      phone:
        'N’écrivez pas de numéro de téléphone : le vôtre est sous le message. Saisissez par exemple Merci.',
    },
    send_by: { unsuitable: 'Choisissez un envoi qui convient au destinataire, par exemple pour moi.' },
    send_on: {
      unreadable: (_min: string, _max: string, first: string, last: string) =>
        `Saisissez une date, par exemple le ${first} ou le ${last}.`,
      past: (_min: string, _max: string, first: string, last: string) =>
        `Choisissez un jour du ${first} au ${last}, ou laissez vide pour envoyer aujourd’hui.`,
      too_far: (_min: string, _max: string, first: string, last: string) =>
        `Une demande est envoyée dans les ${mostDays} jours. Choisissez un jour du ${first} au ${last}.`,
      unsuitable: 'Laissez ce champ vide, ou choisissez que la demande soit envoyée pour vous.',
    },
    expires_on: {
      unreadable: (first: string, last: string) =>
        `Saisissez une date, par exemple le ${first} ou le ${last}.`,
      past: (first: string, last: string) =>
        `Cette date est passée. Choisissez un jour du ${first} au ${last}.`,
      before_sending: (first: string, last: string) =>
        `Cette date ne vient pas après l’envoi. Choisissez un jour du ${first} au ${last}.`,
      too_far: (first: string, last: string) =>
        `Une demande est payable ${mostDays} jours au plus. Choisissez un jour du ${first} au ${last}.`,
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
    title: (amount: string) => `Paiement de ${amount}`,
    cancel: 'Annuler',
    copy: 'Dupliquer',
    permalink: 'Permalien',
    permalinkHint: 'À coller dans un e-mail ou un message si votre client n’a rien reçu.',
    qr: 'QR code',
    slip: 'Imprimer une fiche',
    slipTitle: 'Fiche à imprimer',
    print: 'Imprimer',
    qrHint: 'QR code du permalien',
    facts: 'Détails',
    referenceShort: (reference: string) => `réf. ${reference}`,
    paid: 'Payé le',
    refunded: 'Remboursé',
    lost: 'Contestation perdue',
    net: 'Net',
    send: 'Renvoyer',
    receipt: 'Voir le reçu',
    copyLink: 'Copier le lien',
    language: 'Langue',
    expires: 'À payer jusqu’au',
    sentBy: 'Envoi',
    id: 'Identifiant',
  },
  /** The last message did not arrive, or may not have arrived. */
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
      too_many_messages: (minutes: number) =>
        `Cinq messages sont partis vers ce destinataire en une heure. Réessayez dans ${minutes > 1 ? `${minutes} minutes` : 'une minute'}.`,
      too_many_mailbox: (minutes: number) =>
        `Ce destinataire a reçu beaucoup de messages en une heure. Réessayez dans ${minutes > 1 ? `${minutes} minutes` : 'une minute'}.`,
      too_many_texts: `Vos SMS ont atteint la limite de ${formatCount(limits.texts.most, 'fr')} par jour. Envoyez un e-mail, ou réessayez demain.`,
    },
  },
  reminders: {
    title: 'Rappels',
    hint: 'Vos rappels partent tant que la demande reste à payer et que les messages arrivent.',
    stop: 'Arrêter les rappels',
  },
  sent: (amount: string, recipient: string) => `Demande de ${amount} envoyée à ${recipient}.`,
  created: (amount: string) => `Demande de ${amount} créée.`,
  another: 'Nouvelle demande',
  flash: {
    cancelled: 'La demande est annulée. Votre client ne peut plus la payer.',
    not_cancellable: 'Cette demande ne peut plus être annulée.',
    being_paid:
      'Votre client est en train de payer : la demande reste en attente. Réessayez dans quelques minutes.',
    settled_otherwise: 'La demande est réglée autrement. Son lien dit à votre client qu’il n’a rien à payer.',
    not_settleable: 'Cette demande n’est plus en attente : elle ne peut plus être réglée autrement.',
    reopened: 'La demande n’est plus notée comme réglée.',
    extended: 'La date est reportée. Le lien reste le même.',
    not_extendable: 'La date de cette demande ne peut plus être reportée.',
    not_reopenable: 'Cette demande ne peut plus être remise en attente.',
    sent_now: 'La demande est envoyée à votre client.',
    scheduled: 'L’échéancier est créé. Chaque paiement a son propre lien.',
    not_schedulable: 'Cette demande a déjà un échéancier, ou ne peut plus en avoir.',
    sent_again: 'La demande est renvoyée à votre client.',
    not_payable: 'Cette demande n’est plus à payer : rien n’a été envoyé.',
    suppressed: 'Un message à ce destinataire a été refusé : rien n’a été envoyé.',
    reminders_stopped: 'Les rappels de cette demande sont arrêtés.',
    refunded: 'Le remboursement est demandé. Votre client en est averti dès qu’il est effectué.',
    not_refundable: 'Cette demande n’est pas payée : il n’y a rien à rembourser.',
    too_late: `Un paiement ne peut plus être remboursé après ${mostRefundDays} jours.`,
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
    older: 'Événements plus anciens',
    until: (day: string) => `jusqu’au ${day}`,
    newest: 'Retour à la demande',
    to: (recipient: string) => `à ${recipient}`,
    byYou: 'par vous',
    by: (person: string) => `par ${person}`,
    byTeam: 'par votre équipe',
    /** The name of a message. That of a request depends on its channel. */
    messages: {
      request: (channel: string) => channel,
      reminder: () => 'Rappel',
      extension: () => 'Avis de report',
      receipt: () => 'Reçu',
      cancel_notice: () => 'Avis d’annulation',
      refund_notice: () => 'Avis de remboursement',
      paid_notice: () => 'Avis de paiement',
      bounced_notice: () => 'Avis de non-remise',
      dispute_notice: () => 'Avis de contestation',
      refund_failed_notice: () => 'Avis de remboursement refusé',
    } satisfies Record<Purpose, (channel: string) => string>,
    /** Follows `message_sent`. */
    addressees: {
      extension: 'au client',
      receipt: 'au client',
      cancel_notice: 'au client',
      refund_notice: 'au client',
      paid_notice: 'à votre équipe',
      bounced_notice: 'à votre équipe',
      dispute_notice: 'à votre équipe',
      refund_failed_notice: 'à votre équipe',
    } satisfies Partial<Record<Purpose, string>>,
    /** Events of messages take the message's name from above; what happened at a gateway takes the gateway's name. */
    events: {
      created: () => 'Demande créée',
      message_sent: (message: string) => `${message} envoyé`,
      message_delivered: (message: string) => `${message} distribué`,
      message_bounced: (message: string) => `${message} refusé`,
      message_failed: (message: string) => `${message} non envoyé`,
      message_uncertain: (message: string) => `${message} peut-être envoyé`,
      attempt_started: () => 'Paiement commencé',
      attempt_page_opened: () => 'Page de paiement ouverte',
      attempt_challenged: () => 'Confirmation demandée par la banque du client',
      attempt_declined: () => 'Carte refusée',
      attempt_unknown: () => 'Paiement en cours de confirmation',
      attempt_failed: () => 'Paiement refusé',
      attempt_abandoned: () => 'Paiement abandonné',
      paid: () => 'Demande payée',
      cancelled: () => 'Demande annulée',
      expired: () => 'Demande expirée',
      settled_otherwise: () => 'Demande réglée autrement',
      reopened: () => 'Demande remise en attente',
      extended: () => 'Date reportée',
      refund_started: () => 'Remboursement demandé',
      refund_succeeded: () => 'Remboursement effectué',
      refund_failed: () => 'Remboursement refusé',
      gateway_refund_started: (gateway: string) => `Remboursement commencé depuis ${gateway}`,
      gateway_refund_succeeded: (gateway: string) => `Remboursé depuis ${gateway}`,
      gateway_refund_failed: (gateway: string) => `Remboursement depuis ${gateway} non abouti`,
      dispute_opened: () => 'Paiement contesté par le client',
      dispute_won: () => 'Contestation gagnée',
      dispute_lost: () => 'Contestation perdue',
      dispute_closed: () => 'Contestation close sans conséquence',
      recipient_changed: () => 'Destinataire corrigé',
      reminders_stopped: () => 'Rappels arrêtés',
      customer_erased: () => 'Coordonnées du client effacées',
    } satisfies Record<EventKind, (about: string) => string>,
    hints: {
      gateway_refund_failed: 'Le montant n’a pas été rendu au client.',
      dispute_won: 'La somme vous reste acquise.',
      dispute_lost: 'La somme est rendue au client par sa banque.',
      message_uncertain: 'Le service d’envoi n’a pas répondu. Rien n’est renvoyé sans vous.',
      attempt_unknown: 'La banque n’a pas encore répondu. Personne ne peut payer une seconde fois.',
    } satisfies Partial<Record<EventKind, string>>,
    mayRetry: 'Votre client peut réessayer.',
  },
  noGateway: {
    title: `Le mode réel attend votre clé ${ownGateways}`,
    text: `En mode réel, l’argent va directement sur votre compte ${ownGateways} : nous ne le détenons jamais. Pour demander un premier paiement réel, enregistrez la clé secrète de votre compte dans les réglages.`,
    testHint: 'En attendant, le mode test permet de tout essayer sans argent.',
  },
  dispute: {
    title: { open: 'Paiement contesté', lost: 'Contestation perdue' },
    text: {
      open: (amount: string) => `Votre client conteste ${amount} auprès de sa banque.`,
      lost: (amount: string) =>
        `${amount} ont été rendus à votre client par sa banque : cette somme n’est plus comptée comme encaissée.`,
    },
    answerBy: (day: string) => `Répondez au plus tard le ${day} : sans réponse, la somme est perdue.`,
    noAnswer: 'Aucune réponse n’est attendue de vous pour le moment.',
    suspended: 'Le remboursement est suspendu tant que la contestation dure.',
    answer: (gateway: string) => `Répondre sur ${gateway}`,
    see: (gateway: string) => `Voir la contestation sur ${gateway}`,
  },
  refund: {
    action: 'Rembourser',
    title: 'Rembourser ce paiement',
    rest: (amount: string) =>
      `Il reste ${amount} à rembourser. L’argent retourne au moyen de paiement utilisé.`,
    amount: 'Montant à rembourser',
    submit: 'Rembourser',
    keep: 'Ne pas rembourser',
    refusedTitle: 'Rien n’a été remboursé',
    made: 'Voir le remboursement déjà demandé',
    problems: {
      empty: 'Saisissez le montant à rembourser, par exemple 49,90.',
      ambiguous: 'Saisissez le montant en euros et centimes, par exemple 49,90.',
      too_small: `Le plus petit remboursement est de ${formatAmount(minRefundCents, 'fr')}.`,
      too_large: 'Ce montant dépasse ce qui reste à rembourser.',
      above_rest: 'Ce montant dépasse ce qui reste à rembourser.',
      missing: 'Ce formulaire était incomplet. Vérifiez le montant, puis envoyez-le de nouveau.',
      malformed: 'Ce formulaire était incomplet. Vérifiez le montant, puis envoyez-le de nouveau.',
      sent_already:
        'Ce formulaire a déjà été envoyé avec un autre montant. Pour rembourser aussi cette somme, vérifiez-la, puis envoyez-le de nouveau.',
    },
  },
  cancellation: {
    title: 'Annuler cette demande ?',
    text: (recipient: string, amount: string) =>
      `${recipient} ne pourra plus payer ${amount} avec ce lien. Une demande annulée ne peut pas être rétablie.`,
    submit: 'Annuler la demande',
    keep: 'Ne pas annuler',
  },
}
