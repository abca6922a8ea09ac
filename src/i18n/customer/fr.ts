/**
 * What customers read. This catalogue is the reference: the other languages must have its type. Amounts and dates
 * come formatted.
 */
import type { FailureCode } from '../../domain/request-lifecycle.ts'

export const fr = {
  languageName: 'Français',
  /** When something ends, in full: customers may live in another zone. `time`: `23:59`. */
  deadline: (day: string, time: string) => `${day}, ${time.replace(':', ' h ')}, heure de Paris`,
  /** For an SMS. `day`: `27/12`. */
  shortDeadline: (day: string, time: string) => `${day}, ${time.replace(':', 'h')} heure de Paris`,
  shortestDeadline: (day: string, time: string) => `${day} ${time.replace(':', 'h')} Paris`,
  /** Which of several payments it is, at the end of its description. */
  part: (part: number, of: number) => `paiement ${part} sur ${of}`,
  footer: {
    unknownMerchant: 'Vous ne connaissez pas ce marchand ? Ne payez pas et contactez-le par un autre moyen.',
    suspiciousSms: 'SMS suspect ? Transférez-le au 33700.',
    report: 'Signaler cette demande',
    about: 'À propos de ce site',
    legal: 'Mentions légales',
    privacy: 'Confidentialité',
    accessibility: 'Accessibilité',
    address: (host: string) => `Vous êtes sur ${host}`,
  },
  letterhead: {
    siren: (number: string) => `SIREN ${number}`,
    vatNumber: (number: string) => `N° de TVA ${number}`,
    terms: 'Conditions générales de vente',
    /** The words of the directive (EU) 2023/2673 for the withdrawal function (C. conso. L221-21). */
    withdrawal: 'Renoncer au contrat ici',
  },
  /** Where no page of a link can be shown. Like `errors` of the portal, for somebody who pays. */
  payerErrors: {
    title: 'Erreur',
    pages: {
      400: ['Nous n’avons pas compris cette demande', 'Revenez à la page précédente et recommencez.'],
      404: [
        'Cette page n’existe pas',
        'L’adresse est incomplète. Vérifiez que votre lien de paiement est entier, ou demandez-le de nouveau au marchand.',
      ],
      429: ['Trop de tentatives', 'Par sécurité, il faut attendre un peu.'],
      500: [
        'Un incident est survenu',
        'Il vient de nous. Rouvrez votre lien dans un instant : il vous dira où en est le paiement.',
      ],
      503: [
        'Le service est momentanément indisponible',
        'Rouvrez votre lien dans quelques instants : il vous dira où en est le paiement.',
      ],
    },
    comeBack: (minutes: number) => `Réessayez dans ${minutes} min.`,
    reference: (status: number, id: string) => `Erreur ${status} · référence ${id}`,
  },
  checkout: {
    /** The document's title, by what the page says. Link previews show it: no name, no amount. */
    titles: {
      payable: 'Paiement sécurisé',
      unavailable: 'Paiement indisponible',
      confirming: 'Paiement en cours de confirmation',
      paid: 'Paiement effectué',
      disputed: 'Paiement contesté',
      cancelled: 'Demande annulée',
      expired: 'Demande expirée',
      settled_otherwise: 'Demande réglée',
      too_many: 'Trop d’essais',
    },
    summary: 'Page de paiement sécurisée, sans publicité ni pistage.',
    testMode: 'Mode test',
    testModeHint: 'Aucun argent ne circule.',
    asks: (merchant: string) => `${merchant} vous demande`,
    reference: 'Référence',
    until: 'À payer jusqu’au',
    contact: 'Contact',
    unavailable: (merchant: string) =>
      `${merchant} ne peut pas être payé en ligne pour le moment. Contactez-le :`,
    takes: (brands: string) => `Cartes acceptées : ${brands}`,
    /** Beside a padlock: what happens to the card is said as it is. */
    kept: (gateway: string) =>
      `Saisie chiffrée chez ${gateway} : ce site ne reçoit jamais les données de votre carte.`,
    redirected: (gateway: string) =>
      `Vous paierez sur la page sécurisée de ${gateway}, puis vous reviendrez ici.`,
    /** The law asks for these words on the button (Code de la consommation, art. L221-14; CJEU C-249/21). */
    pay: (amount: string) => `Payer ${amount}`,
    paying: 'Paiement en cours…',
    errorsTitle: 'Votre paiement n’a pas été envoyé',
    declinedTitle: 'Le paiement n’a pas abouti',
    nothingTaken: 'Aucun montant n’a été débité.',
    attemptFailures: {
      key_refused: 'Ce marchand ne pouvait pas être payé en ligne. Vous pouvez réessayer.',
      processing_error: 'Un incident technique a interrompu le paiement. Vous pouvez réessayer.',
      card_declined:
        'Votre banque n’a pas accepté ce paiement. Essayez une autre carte ou contactez votre banque.',
      insufficient_funds: 'Le plafond de cette carte est atteint. Essayez une autre carte.',
      '3ds_declined': 'La confirmation auprès de votre banque n’a pas abouti. Vous pouvez réessayer.',
      incorrect_number: 'Les informations de la carte ne sont pas exactes. Vérifiez-les et réessayez.',
      fraud_suspected:
        'Ce paiement n’a pas pu être accepté. Essayez une autre carte ou contactez le marchand.',
      aborted: 'Vous avez annulé ce paiement. Vous pouvez réessayer.',
      timeout: 'Le paiement n’a pas été terminé à temps. Vous pouvez réessayer.',
    } satisfies Record<FailureCode, string>,
    confirmingTitle: 'Votre paiement est en cours de confirmation',
    confirmingText:
      'Nous attendons la réponse de la banque. Ne payez pas une seconde fois : cette page vous dira ce qu’il en est.',
    refresh: 'Actualiser la page',
    answered: 'La réponse est arrivée : la page s’actualise.',
    stillWaiting:
      'Toujours pas de réponse. Vous pouvez fermer cette page et y revenir plus tard par le même lien.',
    tooManyTitle: 'Trop d’essais en peu de temps',
    tooManyText: (minutes: number) =>
      `Par sécurité, attendez un peu. Revenez par le même lien dans ${minutes} min : il vous dira où en est le paiement.`,
    paidTo: (merchant: string) => `Payé à ${merchant}`,
    stamp: 'Acquitté',
    stampDate: (day: string) => `le ${day}`,
    seeReceipt: 'Voir le reçu',
    refunded: (merchant: string, amount: string) => `${merchant} vous a remboursé ${amount}.`,
    disputed: (amount: string) =>
      `Ce paiement est contesté auprès de votre banque : ${amount} en cours d’examen.`,
    lost: (amount: string) => `Après la contestation, votre banque vous a rendu ${amount}.`,
    cancelledTitle: 'Cette demande de paiement a été annulée',
    cancelledText: (merchant: string) =>
      `Vous n’avez rien à payer. Pour toute question, contactez ${merchant}.`,
    settledOtherwise: 'Cette demande a été réglée. Vous n’avez rien à payer.',
    expiredTitle: 'Cette demande de paiement a expiré',
    expiredText: (day: string, merchant: string) =>
      `Elle était payable jusqu’au ${day}. Pour en recevoir une nouvelle, contactez ${merchant}.`,
  },
  /** Our own card form, which only takes test cards. */
  sandbox: {
    kept: 'Essai : les vraies cartes sont refusées, et aucun numéro n’est conservé.',
    testCards: 'Cartes de test',
    testCardHint: 'Expiration dans le futur, code à trois chiffres quelconque.',
    outcomes: {
      paid: 'payé',
      challenge: 'la banque demande une confirmation',
      card_declined: 'refusée par la banque',
      insufficient_funds: 'plafond atteint',
      incorrect_number: 'informations incorrectes',
      processing_error: 'erreur technique',
    },
    card: {
      legend: 'Votre carte',
      number: 'Numéro de carte',
      expiry: 'Expiration',
      expiryHint: 'MM/AA',
      csc: 'Code de sécurité',
      cscHint: '3 chiffres, au dos',
      name: 'Nom sur la carte',
    },
    problems: {
      card_number: {
        missing: 'Saisissez le numéro de la carte, par exemple 4242 4242 4242 4242.',
        not_a_test_card: 'Cette page est en mode test : seules les cartes de test sont acceptées.',
        incorrect_number: 'Ce numéro de carte n’existe pas. Vérifiez-le chiffre par chiffre.',
      },
      card_expiry: {
        missing: 'Saisissez la date d’expiration, par exemple 12/29.',
        unreadable: 'Saisissez le mois et l’année, par exemple 12/29.',
        past: 'Cette carte a expiré. Utilisez une autre carte.',
      },
      card_csc: {
        missing: 'Saisissez le code de sécurité, par exemple 123.',
        unreadable: 'Le code de sécurité compte 3 ou 4 chiffres, par exemple 123.',
      },
      card_name: {
        missing: 'Saisissez le nom écrit sur la carte.',
        unreadable: 'Saisissez le nom écrit sur la carte, en 60 caractères au plus.',
      },
    },
  },
  slip: { scan: 'Scannez ce code pour payer', payTo: 'À payer à' },
  receipt: {
    title: 'Reçu de paiement',
    merchant: 'Marchand',
    description: 'Description',
    amount: 'Montant',
    paidOn: 'Payé le',
    method: 'Payé par',
    refunded: 'Remboursé',
    lost: 'Rendu par votre banque',
    net: 'Net payé',
    reference: 'Référence du marchand',
    requestId: 'Identifiant',
    notInvoice: 'Ce reçu ne vaut pas facture.',
    print: 'Imprimer le reçu',
    back: 'Retour',
  },
  messages: {
    requestSubject: (merchant: string, amount: string) => `${merchant} vous demande ${amount}`,
    requestIntro: (merchant: string, amount: string) => `${merchant} vous demande ${amount} pour :`,
    requestButton: (amount: string) => `Payer ${amount}`,
    linkBelow: 'Si le bouton ne fonctionne pas, copiez ce lien dans votre navigateur :',
    requestLink: 'Pour payer, ouvrez la page de paiement sécurisée :',
    requestUntil: (day: string) => `À payer jusqu’au ${day}.`,
    reminderSubject: (merchant: string, amount: string) => `Rappel : ${merchant} vous demande ${amount}`,
    reminderIntro: (merchant: string, amount: string) =>
      `Pour mémoire, ${merchant} vous demande ${amount} pour :`,
    reminderPaid: 'Vous avez déjà payé par un autre moyen ? Ne tenez pas compte de ce rappel.',
    extensionSubject: (merchant: string, amount: string) =>
      `Plus de temps : ${merchant} vous demande ${amount}`,
    extensionIntro: (merchant: string, amount: string) =>
      `${merchant} vous laisse plus de temps pour payer ${amount} pour :`,
    receiptSubject: (merchant: string, amount: string) => `Reçu de votre paiement de ${amount} à ${merchant}`,
    receiptIntro: (merchant: string, amount: string) => `Vous avez payé ${amount} à ${merchant} pour :`,
    receiptLink: 'Votre reçu, à garder ou à imprimer :',
    cancelSubject: (merchant: string, amount: string) => `${merchant} a annulé sa demande de ${amount}`,
    cancelIntro: (merchant: string, amount: string) => `${merchant} a annulé sa demande de ${amount} pour :`,
    refundSubject: (merchant: string, amount: string) => `${merchant} vous a remboursé ${amount}`,
    refundIntro: (merchant: string, amount: string) => `${merchant} vous a remboursé ${amount} pour :`,
    refundLink:
      'Le remboursement arrive en quelques jours sur le moyen de paiement utilisé. Votre reçu à jour :',
    nothingToPay: 'Rien à payer',
    cancelLink: 'Vous n’avez rien à payer. La page de paiement vous le confirme :',
    questions: (merchant: string) =>
      `Une question ? Répondez à cet e-mail : votre réponse parviendra à ${merchant}.`,
    sentBy: (brand: string, merchant: string) => `Cet e-mail vous est envoyé par ${brand} pour ${merchant}.`,
    neverByReply: 'Ne communiquez jamais vos coordonnées bancaires par retour d’e-mail.',
    /** The e-mail from the merchant's own mail client, in the words of PayPlug's "Demande de paiement". */
    ownSubject: 'Demande de paiement',
    ownBody: 'Cliquez sur le lien suivant pour accéder à la page de paiement sécurisée',
    test: '[TEST]',
    /** Without ç, ê or œ, which GSM-7 lacks. Short enough for one segment even with the longest trade name. */
    requestSms: (merchant: string, amount: string, link: string) =>
      `${merchant} vous demande ${amount}. Page de paiement : ${link}`,
    reminderSms: (merchant: string, amount: string, day: string, link: string) =>
      `Rappel : ${merchant} vous demande ${amount}, payable jusqu’au ${day} : ${link}`,
    extensionSms: (merchant: string, amount: string, day: string, link: string) =>
      `${merchant} vous laisse jusqu’au ${day} pour payer ${amount} : ${link}`,
    receiptSms: (merchant: string, amount: string, link: string) =>
      `Acquitté : vous avez payé ${amount} à ${merchant}. Justificatif : ${link}`,
    refundSms: (merchant: string, amount: string, link: string) =>
      `${merchant} vous a remboursé ${amount}. Justificatif : ${link}`,
    cancelSms: (merchant: string, amount: string, link: string) =>
      `${merchant} a annulé sa demande de ${amount} : rien à payer. ${link}`,
  },
}

/** The other languages must have the same keys with the same parameters. */
export type CustomerCatalogue = typeof fr
