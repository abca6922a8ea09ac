import { formatCount } from '../../../domain/formats.ts'
import { ownGateways } from './gateways.ts'

export const closing = {
  title: 'Fermer le compte',
  heading: (merchant: string) => `Fermer le compte ${merchant}`,
  forGood: 'Un compte fermé ne se rouvre pas. Voici ce qui se passe :',
  requests: (count: number) =>
    count === 0
      ? 'Aucune demande n’est à payer : aucun lien ne change.'
      : `${count > 1 ? `Les ${formatCount(count, 'fr')} demandes` : 'La demande'} à payer ${count > 1 ? 'sont annulées' : 'est annulée'} : le lien dit à votre client de vous contacter. Personne ne reçoit de message.`,
  team: 'Personne de votre équipe n’y a plus accès, vous non plus. Exportez d’abord ce que vous voulez garder.',
  keys: `Vos clés ${ownGateways} sont effacées. Ce qui est sur votre compte ${ownGateways} y reste : vous y trouvez vos paiements et vous pouvez y rembourser.`,
  kept: 'Les reçus de vos clients restent lisibles. Nous gardons ce que la loi demande, puis nous effaçons.',
  tradeName: (merchant: string) => `Pour confirmer, saisissez : ${merchant}`,
  submit: 'Fermer le compte',
  keep: 'Ne pas fermer',
  problemsTitle: 'Le compte n’est pas fermé',
  problems: {
    empty: (merchant: string) => `Saisissez le nom commercial : ${merchant}.`,
    different: (merchant: string) => `Ce n’est pas le nom commercial. Saisissez : ${merchant}.`,
  },
  letter: {
    subject: (merchant: string) => `Le compte ${merchant} est fermé`,
    intro: (merchant: string) =>
      `Le compte ${merchant} vient d’être fermé par l’un de ses propriétaires. Plus rien ne peut être payé par ses liens.`,
    button: 'Ce que nous gardons',
    linkIntro: 'Ce que nous gardons, et combien de temps :',
    paragraphs: [
      `Les demandes qui restaient à payer sont annulées, et les clés ${ownGateways} sont effacées.`,
      'Si cette fermeture n’était pas voulue, parlez-en d’abord aux autres propriétaires : un compte fermé ne se rouvre pas.',
    ],
  },
  refusals: {
    money_under_way:
      'Un client est en train de payer, ou un remboursement est en cours. Attendez qu’il soit terminé, puis recommencez : quelques minutes suffisent d’ordinaire.',
  },
}
