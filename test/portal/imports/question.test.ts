/** A file whose encoding is not told by its content: the person chooses among lines read in each way. */
import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { upload } from '../../fixtures/imports/files.ts'
import { seeImport } from '../../fixtures/imports/runs.ts'
import { writeWorkbook } from '../../fixtures/imports/workbooks.ts'

const world = await startWorld(t, { jobs: false })
const portal = await signIn(world, (await addMerchant(world)).email)

// In the code page of DOS, 0x87 is ç.
const file = Buffer.from('montant;email;objet\r\n10;a@b.fr;Fa\x87ade\r\n', 'latin1')

for (const [name, headers] of Object.entries({ 'without htmx': {}, 'with htmx': htmx })) {
  t.test(`lines are shown as each encoding reads them, and one is chosen, ${name}`, async (t) => {
    const asked = await upload(world, portal, file, { headers, name: 'demandes.csv' })
    t.equal(asked.statusCode, 422)
    t.match(asked.body, 'Comment lire les accents')
    for (const reading of ['Façade', 'Faáade', 'Fa‡ade']) t.match(asked.body, reading)
    if (name === 'without htmx') await validateHtml(t, asked.body)
    const [, kept = ''] = /name="kept" value="([^"]+)"/.exec(asked.body) ?? []
    const fields = { kept, kept_name: 'demandes.csv', encoding: 'dos' }
    const answer = await upload(world, portal, undefined, { headers, fields })
    const id = String(answer.headers.location ?? answer.headers['hx-push-url'])
      .split('/')
      .at(-1)!
    const page = await seeImport(portal, id)
    t.match(page, 'Façade')
    t.match(page, 'Lu comme un fichier «\u202fCSV (MS-DOS)\u202f»')
  })
}

t.test('the form of the question may not be changed into something else', async (t) => {
  for (const fields of [
    { kept: '%%%', kept_name: 'a.csv' },
    { kept: '', kept_name: 'a.csv' },
    { encoding: 'mac' },
  ])
    t.equal((await upload(world, portal, undefined, { fields })).statusCode, 422)
  const fields = { kept: file.toString('base64'), kept_name: 'a.csv', encoding: 'klingon' }
  t.match((await upload(world, portal, undefined, { fields })).body, 'Comment lire les accents')
})

t.test('how a file was understood is shown before it is sent', async (t) => {
  const rows = [
    ['Relances'],
    ['Nom', 'E-mail', 'Portable', 'Objet', 'Montant TTC'],
    ['Léa', 'a@b.fr', '', 'Café', 10],
  ]
  const more = [
    ['Hugo', '', 612345678, 'Thé', 20.5],
    ['', '', '', 'Total', 31],
  ]
  const answer = await upload(
    world,
    portal,
    writeWorkbook([
      { name: 'Mai', rows: [...rows, ...more] },
      { name: 'Juin', rows },
    ]),
  )
  const page = await seeImport(portal, answer.headers.location!.split('/').at(-1)!)
  const shown = [
    'Mai',
    'L’autre feuille est laissée de côté',
    '«\u202fMontant TTC\u202f»',
    '«\u202fNom\u202f»',
    'La première ligne',
  ]
  for (const text of [
    ...shown,
    'La ligne 5 est un total',
    'numéro de la ligne 4',
    'un total de 31,00\u00a0€',
    '30,50\u00a0€',
  ])
    t.match(page, text)
  await validateHtml(t, page)
})
