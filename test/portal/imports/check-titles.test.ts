/** Titles of columns as people write them: what they are read as, and which are refused. */
import t from 'tap'
import { check } from '../../fixtures/imports/checked.ts'

const values: Record<string, string> = {
  amount: '10',
  recipient: 'a@b.fr',
  email: 'a@b.fr',
  phone: '06 12 34 56 78',
  language: 'fr',
  description: 'Facture',
  expires_on: '31/12/2026',
  reference: 'F-1',
}

t.test('each title is read as the field it names', async (t) => {
  const spellings: Record<string, string[]> = {
    amount: [
      'Montant TTC',
      'Montant (€)',
      'MONTANT EN EUROS',
      'Prix TTC',
      'Total à payer',
      'Reste dû',
      'Net à payer',
      'Total',
      'Amount due',
      ...[
        'Montant T.T.C.',
        'MontantTTC',
        'montant_ttc',
        'Mt. TTC',
        'Restant dû',
        'Reste à régler',
        'Montant restant dû',
      ],
    ],
    email: [
      'Email',
      'E-mail',
      'e-mail du client',
      'Mail',
      'Courriel',
      'Adresse e-mail',
      'Adresse électronique',
      'EMAIL CLIENT',
      ...[
        'Email (principal)',
        'E-mail 1',
        'Email de facturation',
        'Mail du contact',
        'E-mails',
        'billing_email',
      ],
    ],
    phone: [
      'Téléphone',
      'Tél.',
      'Tel portable',
      'Mobile',
      'N° de téléphone',
      'Numéro de portable',
      'GSM',
      'Phone number',
      ...['Numéro', 'Téléphone 1', 'Tél. pro', 'Port.', 'Num. portable', 'N°'],
    ],
    language: ['Langue', 'Langue du client', 'Language'],
    description: [
      'Libellé',
      'Libelle',
      'Objet',
      'Désignation',
      'Intitulé',
      'Motif du paiement',
      'Prestation',
      'Label',
      ...['Descriptif', 'Désignation des travaux', 'Nature de la prestation'],
    ],
    expires_on: [
      'Échéance',
      'Date d’échéance',
      "Date d'échéance",
      'Date limite',
      'À payer avant le',
      'Payable jusqu’au',
      'Due date',
      ...['À régler avant le', 'Payable avant', 'Valable jusqu’au', 'Éch.', 'Date butoir'],
    ],
    reference: [
      'Réf.',
      'Référence',
      'N° facture',
      'N° de facture',
      'Nº facture',
      '№ facture',
      'Numéro de facture',
      'Facture n°',
      'Invoice no.',
      ...['Numéro', 'Num', 'N°', 'NumFacture', 'N° Fact.', 'N° document'],
    ],
  }
  const others = {
    amount: 'montant',
    description: 'description',
    email: 'destinataire',
    phone: 'destinataire',
  }
  for (const [field, titles] of Object.entries(spellings)) {
    for (const title of titles) {
      const rest = Object.entries(others).filter(
        ([other]) =>
          other !== field &&
          !(field === 'phone' && other === 'email') &&
          other !== 'phone' &&
          !(field === 'email' && other === 'phone'),
      )
      const header = [title, ...rest.map(([, name]) => name)]
      const cells = [values[field], ...rest.map(([other]) => values[other])]
      const checked = await check(`"${header.join('";"')}"\n${cells.join(';')}`)
      t.strictSame(checked.ok && checked.value.reading.columns[0], { title, field }, title)
    }
  }
})
