import { longestTemplateName, mostTemplates } from '../../../domain/template.ts'
import type { templates as fr } from '../fr/templates.ts'

export const templates = {
  title: 'Templates',
  hint: `What you often ask for: a template fills the description, the message and, if it has one, the amount. At most ${mostTemplates} templates.`,
  addTitle: 'Add a template',
  changeTitle: 'Change the template',
  name: 'Name of the template',
  nameHint: 'For you and your team: your customers do not see it.',
  amountHint: 'Optional.',
  submit: 'Save the template',
  keep: 'Leave it as it is',
  use: 'Use',
  useOf: (name: string) => `Use the template ${name}`,
  change: 'Change',
  changeOf: (name: string) => `Change the template ${name}`,
  remove: 'Delete',
  removeOf: (name: string) => `Delete the template ${name}`,
  choose: 'Template',
  fill: 'Fill in',
  flash: { saved: 'The template is saved.', removed: 'The template is deleted.' },
  problemsTitle: 'The template was not saved',
  problems: {
    empty: 'Give the template a name, for example Deposit.',
    too_long: `Shorten the name to ${longestTemplateName} characters, for example Deposit.`,
    taken: 'One of your templates has this name already. Choose another, for example Deposit 30%.',
    too_many: `You have ${mostTemplates} templates already. Delete one to add another.`,
  },
} satisfies typeof fr
