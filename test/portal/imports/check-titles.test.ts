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

/** The fields that titles are read as, with those that are left out. */
async function readAs(titles: string[]) {
  const checked = await check(
    `${titles.map((title) => `"${title}"`).join(';')}\n${titles.map((_, n) => `x${n}`).join(';')}`,
  )
  return checked.ok || checked.problem === 'lines' ? 'read' : checked
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
    ],
    expires_on: [
      'Échéance',
      'Date d’échéance',
      "Date d'échéance",
      'Date limite',
      'À payer avant le',
      'Payable jusqu’au',
      'Due date',
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

t.test('columns that are not known are left out, and told', async (t) => {
  const file =
    'Nom;Montant HT;Montant TTC;Email;Ville;Objet;;Téléphone\nLéa;8;10;a@b.fr;Lyon;Facture;;0612345678\nHugo;8;20;;Lyon;Facture;note;612345679'
  t.match(await check(file), {
    lines: [{ ask: { amountCents: 1000, recipient: 'a@b.fr' } }, { ask: { recipient: '+33612345679' } }],
    reading: {
      leftOut: [{ title: 'Nom' }, { title: 'Montant HT' }, { title: 'Ville' }, { title: '', place: 6 }],
      completed: [3],
    },
  })
})

t.test('of two texts one is taken; two amounts or two recipients are refused', async (t) => {
  t.match(await check('montant;email;libellé;description;réf;n° facture\n10;a@b.fr;x;y;1;2'), {
    lines: [{ ask: { description: 'y', reference: '1' } }],
    reading: { leftOut: [{ title: 'libellé' }, { title: 'n° facture' }] },
  })
  t.match(await readAs(['Montant', 'Total TTC', 'Email', 'Objet']), {
    header: [{ problem: 'same', name: 'Montant', other: 'Total TTC' }],
  })
  t.match(await readAs(['Montant', 'Email', 'Mail', 'Objet']), {
    header: [{ problem: 'same', name: 'Email', other: 'Mail' }],
  })
  t.match(await readAs(['Montant', 'Destinataire', 'Mail', 'Objet']), { header: [{ problem: 'same' }] })
  t.match(await readAs(['Montant', 'MONTANT', 'Mail', 'Objet']), { header: [{ problem: 'twice' }] })
})

t.test('what is missing is named, with the titles that were not recognised', async (t) => {
  t.match(await readAs(['Montant HT', 'Mail', 'Objet']), {
    header: [
      { problem: 'unknown', name: 'Montant HT' },
      { problem: 'missing', name: 'amount' },
    ],
  })
})
