/** Which columns of a file are taken, left out or missing. */
import t from 'tap'
import { check } from '../../fixtures/imports/checked.ts'

/** The fields that titles are read as, with those that are left out. */
async function readAs(titles: string[]) {
  const checked = await check(
    `${titles.map((title) => `"${title}"`).join(';')}\n${titles.map((_, n) => `x${n}`).join(';')}`,
  )
  return checked.ok || checked.problem === 'lines' ? 'read' : checked
}

t.test('a second address or number is left out, beside one whose title says no more', async (t) => {
  const checked = await check(
    'Montant;Email;Email pro;Téléphone 1;Objet\n10;a@b.fr;c@d.fr;0612345678;x\n10;;;0612345678;y',
  )
  t.match(checked.ok && checked.value, {
    lines: [{ ask: { recipient: 'a@b.fr' } }, { ask: { recipient: '+33612345678' } }],
    reading: { leftOut: [{ title: 'Email pro' }] },
  })
  t.match(await readAs(['Montant', 'Email pro', 'Email perso', 'Objet']), { header: [{ problem: 'same' }] })
})

t.test('columns that are not known are left out, and told', async (t) => {
  const file =
    'Nom;Montant HT;Montant TTC;Email;Ville;Objet;;Téléphone\nLéa;8;10;a@b.fr;Lyon;Facture;;0612345678\nHugo;8;20;;Lyon;Facture;note;612345679'
  t.match(await check(file), {
    value: {
      lines: [{ ask: { amountCents: 1000, recipient: 'a@b.fr' } }, { ask: { recipient: '+33612345679' } }],
      reading: {
        leftOut: [{ title: 'Nom' }, { title: 'Montant HT' }, { title: 'Ville' }, { title: '', place: 6 }],
        completed: [3],
      },
    },
  })
})

t.test('of two texts one is taken; two amounts or two recipients are refused', async (t) => {
  const checked = await check('montant;email;libellé;description;réf;n° facture\n10;a@b.fr;x;y;1;2')
  t.match(checked.ok && checked.value, {
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

t.test('a title that says little gives way to one that says more', async (t) => {
  const checked = await check('N°;Montant;Email;Objet;N° facture\n1;10;a@b.fr;x;F-118')
  t.match(checked.ok && checked.value, {
    lines: [{ ask: { reference: 'F-118' } }],
    reading: { leftOut: [{ title: 'N°' }] },
  })
})
