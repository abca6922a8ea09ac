import { longestTemplateName, mostTemplates } from '../../../domain/template.ts'
/** What a merchant fills the form of a request with. */
export const templates = {
  title: 'Modèles',
  hint: `Ce que vous demandez souvent : un modèle remplit la description, le message et, s’il en a un, le montant. ${mostTemplates} modèles au plus.`,
  addTitle: 'Ajouter un modèle',
  changeTitle: 'Modifier le modèle',
  name: 'Nom du modèle',
  nameHint: 'Pour vous et votre équipe : vos clients ne le voient pas.',
  amountHint: 'Facultatif.',
  submit: 'Enregistrer le modèle',
  keep: 'Ne pas modifier',
  use: 'Utiliser',
  useOf: (name: string) => `Utiliser le modèle ${name}`,
  change: 'Modifier',
  changeOf: (name: string) => `Modifier le modèle ${name}`,
  remove: 'Supprimer',
  removeOf: (name: string) => `Supprimer le modèle ${name}`,
  /** In the form of a request. */
  choose: 'Modèle',
  fill: 'Remplir',
  flash: {
    saved: 'Le modèle est enregistré.',
    removed: 'Le modèle est supprimé.',
  },
  problemsTitle: 'Le modèle n’est pas enregistré',
  problems: {
    empty: 'Donnez un nom au modèle, par exemple Acompte.',
    too_long: `Raccourcissez le nom à ${longestTemplateName} caractères, par exemple Acompte.`,
    taken: 'Un de vos modèles porte déjà ce nom. Choisissez-en un autre, par exemple Acompte 30 %.',
    too_many: `Vous avez déjà ${mostTemplates} modèles. Supprimez-en un pour en ajouter un autre.`,
  },
}
