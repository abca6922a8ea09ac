import { sendingHours } from '../../../domain/calendar.ts'
import { longestSmsName, longestTradeName } from '../../../domain/name.ts'
import { mostDays } from '../../../domain/request-lifecycle.ts'
import { mostNoticeEmails } from '../../../domain/setting-parsers.ts'
import { gatewaySections } from './gateways.ts'
import { nameProblems } from './names.ts'

const reminderProblems = (reminder: string) => ({
  range: `${reminder} : saisissez un nombre de jours de 1 à 60, par exemple 3.`,
  twice: `${reminder} : il est déjà prévu. Choisissez un autre jour, par exemple 7.`,
})

export const merchants = {
  settings: {
    title: 'Réglages',
    saved: 'Les réglages sont enregistrés.',
    problemsTitle: 'Les réglages n’ont pas été enregistrés',
    contents: 'Dans cette page',
    /** In the order of the page. */
    sections: {
      identity: 'Commerce',
      look: 'Apparence',
      requests: 'Demandes',
      reminders: 'Rappels',
      notices: 'Notifications',
      security: 'Sécurité',
      ...gatewaySections,
      'settings-preview': 'Aperçu',
    },
    identity: 'Votre commerce, comme le voient vos clients',
    tradeName: 'Nom commercial',
    tradeNameHint: `${longestTradeName} caractères au plus. Il figure dans chaque e-mail et sur la page de paiement, et dans chaque SMS s’il a ${longestSmsName} caractères au plus.`,
    smsName: 'Nom dans les SMS',
    smsNameHint: `Demandé si le nom commercial dépasse ${longestSmsName} caractères : un nom plus court, de ${longestSmsName} au plus.`,
    legalName: 'Raison sociale',
    legalNameHint: 'Facultatif : le nom inscrit au registre, s’il est différent.',
    postalAddress: 'Adresse postale',
    postalAddressHint:
      'Facultatif, 5 lignes au plus. Elle figure avec la raison sociale sur la page de paiement, le reçu et les e-mails.',
    siren: 'SIREN',
    vatNumber: 'Numéro de TVA',
    numbersHint: 'Facultatif. Il figure avec l’adresse postale.',
    termsUrl: 'Page de vos conditions générales de vente',
    termsUrlHint:
      'Facultatif : un lien y mène avant le bouton pour payer, sur le reçu et dans les e-mails à vos clients.',
    withdrawalUrl: 'Page où vos clients se rétractent',
    withdrawalUrlHint:
      'Facultatif : la fonctionnalité que la loi demande à qui vend à distance à des particuliers (C. conso., art. L221-21). Le lien dit « Renoncer au contrat ici ».',
    contactEmail: 'E-mail de contact',
    contactEmailHint: 'Vos clients vous y joignent.',
    contactPhone: 'Téléphone de contact',
    contactPhoneHint: 'Facultatif, fixe ou mobile.',
    replyTo: 'Adresse de réponse',
    replyToHint:
      'Facultatif : où arrivent les réponses à vos e-mails, si ce n’est pas à l’e-mail de contact.',
    look: 'Apparence',
    accent: 'Couleur',
    accentPicker: 'Choisir la couleur',
    accentHint:
      'Celle du bouton, des liens et du tampon, par exemple #14553F. Elle est éclaircie sur les écrans en mode sombre.',
    accentFits: (contrast: string) => `Elle se lit bien : contraste ${contrast} (minimum 4,5).`,
    accentFails: (contrast: string) => `Trop claire : contraste ${contrast} (minimum 4,5).`,
    useAccent: (accent: string) => `Utiliser ${accent}`,
    requests: 'Nouvelles demandes',
    requestsHint: 'Ce que propose le formulaire ; vous pouvez le changer à chaque demande.',
    defaultLanguage: 'Langue',
    defaultExpiryDays: 'Jours pour payer',
    sender: 'Expéditeur SMS',
    senderHint:
      'Ce qui s’affiche à la place d’un numéro. 11 lettres ou chiffres au plus, sans espace ni accent, dont au moins une lettre. Les opérateurs bloquent les mots comme PAIEMENT, BANQUE, INFO ou SMS.',
    useSender: (sender: string) => `Utiliser ${sender}`,
    notices: 'Notifications',
    noticesLegend: 'Nous prévenir par e-mail',
    notifyPaid: 'quand un client a payé',
    notifyBounced: 'quand un message n’arrive pas à un client',
    noticeEmails: 'Adresses à prévenir',
    noticeEmailsHint: `Une par ligne, ${mostNoticeEmails} au plus.`,
    reminders: 'Rappels à vos clients',
    remindersHint: `Envoyés entre ${sendingHours.first} h et ${sendingHours.end} h chez votre client, jamais un dimanche ni un jour qui y est férié. Ils s’arrêtent dès que la demande est payée, annulée ou expirée, ou si un message est refusé.`,
    reminder: ['Premier rappel', 'Deuxième rappel', 'Troisième rappel'],
    reminderDays: 'Nombre de jours',
    reminderDaysHint: 'Laissez le nombre de jours vide pour ne rien envoyer.',
    reminderMoment: 'À compter de',
    moments: { after_sending: 'jours après l’envoi', before_expiry: 'jours avant l’expiration' },
    security: 'Sécurité',
    allowsKeptSessions: 'Permettre de rester connecté 30 jours',
    allowsKeptSessionsHint:
      'Sinon, chaque personne de l’équipe se reconnecte après 30 minutes sans activité, et au plus tard après 12 heures.',
    submit: 'Enregistrer',
    /** By field, then by problem. Each sentence says what to type. */
    problems: {
      trade_name: {
        ...nameProblems('Atelier Lumière'),
        empty: 'Saisissez votre nom commercial, par exemple Atelier Lumière.',
        too_long: `Raccourcissez le nom commercial à ${longestTradeName} caractères, par exemple Atelier Lumière.`,
      },
      sms_name: {
        ...nameProblems('Lumière'),
        empty: `Saisissez pour les SMS un nom de ${longestSmsName} caractères au plus, par exemple Lumière.`,
        too_long: `Raccourcissez le nom dans les SMS à ${longestSmsName} caractères, par exemple Lumière.`,
      },
      legal_name: {
        ...nameProblems('Atelier Lumière SARL'),
        too_long: 'Raccourcissez la raison sociale à 80 caractères, par exemple Atelier Lumière SARL.',
      },
      postal_address: {
        too_long: 'Raccourcissez l’adresse à 200 caractères, par exemple 8 rue des Tanneurs, 44000 Nantes.',
        too_many_lines:
          'Écrivez l’adresse en 5 lignes au plus, par exemple 8 rue des Tanneurs puis 44000 Nantes.',
      },
      siren: { invalid: 'Ce n’est pas un SIREN. Saisissez ses 9 chiffres, par exemple 732 829 320.' },
      vat_number: {
        invalid:
          'Ce n’est pas un numéro de TVA français. Saisissez FR, sa clé et votre SIREN, par exemple FR 44 732 829 320.',
      },
      contact_email: {
        empty: 'Saisissez l’adresse e-mail où vos clients vous joignent, par exemple contact@exemple.fr.',
        invalid: 'Saisissez une seule adresse e-mail complète, par exemple contact@exemple.fr.',
      },
      contact_phone: {
        invalid: 'Saisissez un numéro de téléphone complet, par exemple 01 42 68 53 00 ou +32 470 12 34 56.',
      },
      reply_to: {
        invalid: 'Saisissez une seule adresse de réponse, complète, par exemple compta@exemple.fr.',
      },
      terms_url: {
        invalid:
          'Saisissez l’adresse complète de vos conditions, avec https://, par exemple https://exemple.fr/cgv.',
        too_long: 'Raccourcissez l’adresse de vos conditions, par exemple https://exemple.fr/cgv.',
      },
      withdrawal_url: {
        invalid:
          'Saisissez l’adresse complète de la page de rétractation, avec https://, par exemple https://exemple.fr/retractation.',
        too_long:
          'Raccourcissez l’adresse de la page de rétractation, par exemple https://exemple.fr/retractation.',
      },
      accent: {
        unreadable: 'Saisissez une couleur en six chiffres hexadécimaux, par exemple #14553F.',
        contrast: (nearest: string) =>
          `Cette couleur est trop claire pour être lue. Choisissez-en une plus foncée, par exemple ${nearest}.`,
      },
      default_language: { unknown: 'Choisissez une langue de la liste, par exemple Français.' },
      default_expiry_days: {
        range: `Saisissez un nombre de jours pour payer de 1 à ${mostDays}, par exemple 30.`,
      },
      sms_sender: {
        empty: 'Saisissez un expéditeur SMS, par exemple ATELIER.',
        characters:
          'N’utilisez que des lettres sans accent et des chiffres, sans espace, par exemple ATELIER.',
        too_long: 'Raccourcissez l’expéditeur SMS à 11 caractères, par exemple ATELIER.',
        digits: 'Un expéditeur SMS contient au moins une lettre. Saisissez par exemple ATELIER33.',
        generic: 'Les opérateurs bloquent ce mot. Saisissez un nom qui vous désigne, par exemple ATELIER.',
      },
      reminder_1_days: reminderProblems('Premier rappel'),
      reminder_2_days: reminderProblems('Deuxième rappel'),
      reminder_3_days: reminderProblems('Troisième rappel'),
      notice_emails: {
        invalid: 'Saisissez une adresse e-mail complète par ligne, par exemple compta@exemple.fr.',
        too_many: `Gardez ${mostNoticeEmails} adresses au plus, une par ligne, par exemple compta@exemple.fr.`,
      },
    },
  },
  logo: {
    title: 'Logo',
    current: 'Votre logo actuel',
    add: 'Ajouter un logo',
    change: 'Changer de logo',
    saved: 'Le logo est enregistré.',
    removed: 'Le logo est retiré.',
    file: 'Fichier du logo',
    fileHint: 'PNG ou JPEG, 512 Kio au plus. Il est réduit à 160 × 56 points et posé sur fond blanc.',
    submit: 'Enregistrer le logo',
    remove: 'Retirer le logo',
    problemsTitle: 'Le logo n’a pas été enregistré',
    problems: {
      missing: 'Choisissez un fichier PNG ou JPEG.',
      too_large: 'Ce fichier dépasse 512 Kio. Choisissez-en un plus léger.',
      not_an_image: 'Ce fichier n’est ni un PNG ni un JPEG. Enregistrez votre logo dans l’un de ces formats.',
      too_many_pixels: 'Cette image est trop grande. Choisissez-en une de 8 millions de pixels au plus.',
      too_long:
        'Cette image est trop allongée. Choisissez-en une dont le grand côté fait au plus 20 fois le petit.',
      unreadable: 'Cette image est abîmée. Enregistrez-la de nouveau, puis choisissez-la ici.',
    },
  },
  preview: {
    title: 'Aperçu',
    parts: { page: 'Page de paiement', email: 'E-mail', sms: 'SMS' },
    frame: { page: 'Aperçu de la page de paiement', email: 'Aperçu de l’e-mail' },
    from: 'De',
    replyTo: 'Répondre à',
    subject: 'Objet',
    refresh: 'Actualiser l’aperçu',
  },
}
