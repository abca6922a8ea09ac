import { longestTradeName } from '../../../domain/name.ts'
import { nameProblems } from './names.ts'

/** Opening an account. */
export const signUp = {
  title: 'Créer un compte',
  text: 'Un compte pour demander des paiements par e-mail et par SMS. Vous commencez en mode test : aucun argent ne circule.',
  name: 'Votre nom',
  tradeName: 'Nom commercial',
  tradeNameHint: `Le nom que vos clients lisent sur la demande : ${longestTradeName} caractères au plus.`,
  email: 'Adresse e-mail',
  emailHint: 'Nous y enverrons un lien pour la confirmer.',
  submit: 'Créer mon compte',
  hasAccount: 'Vous avez déjà un compte ?',
  problemsTitle: 'Le compte n’est pas encore créé.',
  problems: {
    name: {
      ...nameProblems('Camille Perrin'),
      empty: 'Saisissez votre nom.',
      too_long: 'Votre nom a 80 caractères au plus.',
    },
    trade_name: {
      ...nameProblems('Atelier Lumière'),
      empty: 'Saisissez le nom commercial que vos clients connaissent.',
      too_long: `Le nom commercial a ${longestTradeName} caractères au plus : raccourcissez-le.`,
    },
    email: {
      empty: 'Saisissez votre adresse e-mail.',
      invalid: 'Cette adresse e-mail est incomplète. Exemple : camille@atelier.fr',
    },
  },
  confirmation: {
    title: 'Confirmer votre adresse',
    text: 'Vérifiez, saisissez le mot de passe choisi à l’inscription, ou un autre, puis confirmez : votre compte s’ouvre aussitôt.',
    password: 'Mot de passe de votre compte',
    submit: 'Confirmer mon adresse',
    notYours: 'Vous n’avez pas demandé ce compte ? Fermez cette page : rien ne sera ouvert.',
  },
  /** Pages that only say one thing. */
  nextSteps: {
    signUpSent: {
      title: 'Consultez votre boîte de réception',
      text: [
        'Un e-mail vient de partir vers l’adresse que vous avez donnée. Ouvrez le lien qu’il contient pour confirmer l’adresse : le compte s’ouvre alors.',
        'Rien reçu dans quelques minutes ? Regardez parmi les indésirables, vérifiez l’adresse et recommencez.',
      ],
      action: 'Se connecter',
    },
    confirmationGone: {
      title: 'Ce lien n’est plus valable',
      text: [
        'Il a déjà servi, il a plus de 24 heures, ou il est incomplet.',
        'Si vous avez déjà confirmé votre adresse, connectez-vous. Sinon, connectez-vous aussi : nous vous enverrons un nouveau lien.',
      ],
      action: 'Se connecter',
    },
    invitation: {
      title: 'Les comptes s’ouvrent sur invitation',
      text: [
        'Demandez une invitation à une personne de votre entreprise qui a déjà un compte, ou à l’opérateur de ce service.',
      ],
      action: 'Se connecter',
    },
    closed: {
      title: 'Aucun compte ne s’ouvre pour le moment',
      text: [
        'L’opérateur de ce service n’accepte pas de nouveaux comptes. Ceux qui existent restent ouverts.',
      ],
      action: 'Se connecter',
    },
  },
  localMail: 'Sur cette machine d’essai, aucun e-mail ne part. Lisez-le dans :',
}
