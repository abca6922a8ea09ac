const reminderProblems = (reminder: string) => ({
  range: `${reminder} : saisissez un nombre de jours de 1 à 60, par exemple 3.`,
  twice: `${reminder} : il est déjà prévu. Choisissez un autre jour, par exemple 7.`,
})

export const merchants = {
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
        invalid: 'Saisissez un numéro de téléphone complet, par exemple 01 42 68 53 00 ou +32 470 12 34 56.',
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
}
