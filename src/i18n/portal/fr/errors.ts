/** By status: what happened, and what the reader can do. */
import { formatCount } from '../../../domain/formats.ts'
import { limits } from '../../../domain/limits.ts'

const pages: Record<number | 'role' | 'merchant' | 'texts', readonly [title: string, text: string]> = {
  400: ['Nous n’avons pas compris cette demande', 'Revenez à la page précédente et recommencez.'],
  403: [
    'Cette action a été refusée',
    'Elle semble venir d’un autre site. Revenez à la page précédente, actualisez-la et recommencez.',
  ],
  role: [
    'Votre rôle ne permet pas cette action',
    'Demandez-la à une personne de votre équipe qui en a le droit.',
  ],
  merchant: [
    'Vous avez changé d’entreprise dans un autre onglet',
    'Rien n’a été fait. Actualisez la page, vérifiez l’entreprise affichée en haut, puis recommencez.',
  ],
  404: [
    'Cette page n’existe pas',
    'L’adresse est incomplète, ou la page ne vous est pas accessible. Si vous suiviez un lien de paiement, vérifiez qu’il est entier, ou demandez-le de nouveau au marchand.',
  ],
  409: [
    'Cette action n’est plus possible',
    'La demande a changé entre-temps. Actualisez la page pour voir où elle en est.',
  ],
  413: ['L’envoi est trop volumineux', 'Raccourcissez ce que vous avez saisi et recommencez.'],
  415: ['Ce format n’est pas accepté', 'Utilisez le formulaire de la page pour envoyer votre demande.'],
  421: ['Cette adresse n’est pas la nôtre', 'Ouvrez le service par son adresse habituelle.'],
  429: ['Trop de tentatives', 'Par sécurité, il faut attendre un peu.'],
  texts: [
    'Vos SMS du jour sont tous partis',
    `Un marchand envoie au plus ${formatCount(limits.texts.most, 'fr')} SMS par jour. Cette demande n’est pas créée : envoyez-la par e-mail, ou demain.`,
  ],
  500: [
    'Un incident est survenu',
    'Il vient de nous. Recommencez dans un instant ; si vous étiez en train de payer, rouvrez d’abord votre lien : il vous dira où en est le paiement.',
  ],
  503: [
    'Le service est momentanément indisponible',
    'Recommencez dans quelques instants ; si vous étiez en train de payer, rouvrez d’abord votre lien : il vous dira où en est le paiement.',
  ],
}

export const errors = {
  pages,
  comeBack: (minutes: number) => {
    if (minutes > 90) return `Réessayez dans ${Math.ceil(minutes / 60)} heures.`
    return `Réessayez dans ${minutes > 1 ? `${minutes} minutes` : 'une minute'}.`
  },
  title: 'Erreur',
  home: 'Accueil',
  reference: (status: number, id: string) => `Erreur ${status} · référence ${id}`,
}
