/** The index of the search holds pieces of terms: it may find too much, never too little. */
import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { connect, createPool } from '../../src/db/connect.ts'
import { cloneDatabase } from '../fixtures/database.ts'

const db = connect(createPool(await cloneDatabase(t)))
t.teardown(() => db.destroy())
const list = 'k3Xp9Qt'

/** Of few characters, so that words often begin alike; some of them are written in another way in a query. */
const word = fc.string({
  unit: fc.constantFrom('a', 'b', 'é', '1', '㌖', '-', '+', "'", '\\', '&', ':'),
  minLength: 1,
  maxLength: 14,
})
const digits = fc.string({ unit: fc.constantFrom('0', '6'), minLength: 4, maxLength: 11 })
const kind = fc.constantFrom('Phone', 'Amount', 'Channel')
const term = fc.oneof(fc.tuple(fc.constant(''), word), fc.tuple(kind, digits))

t.test('what the terms match, their pieces match too', async (t) => {
  const searched = fc.tuple(fc.array(term, { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat(), word)
  const property = fc.asyncProperty(searched, async ([terms, which, size, other]) => {
    const [kind, rest] = terms[which % terms.length]!
    const [beginning, ...all] = [[kind, rest.slice(0, 1 + (size % rest.length))], ...terms].map((one) =>
      one.join(''),
    )
    const query = `${quote(beginning!)}:* & ( ${quote(other)}:* | ${quote(all[0]!)} )`
    const { rows } = await sql<{ terms: boolean; pieces: boolean }>`
      select terms @@ wanted as terms, search_pieces(terms) @@ search_by_pieces(wanted) as pieces
      from array_to_tsvector(${all.map((one) => list + one)}::text[]) as terms,
        (select ${query}::tsquery as wanted) as query`.execute(db)
    t.strictSame(rows, [{ terms: true, pieces: true }], `${all.join(' ')}: ${query}`)
  })
  await fc.assert(property, { numRuns: 1000 })
})

t.test('a query asks for the longest pieces of each term', async (t) => {
  const asked = async (query: string) =>
    (await sql<{ pieces: string }>`select search_by_pieces(${query}::tsquery)::text as pieces`.execute(db))
      .rows[0]?.pieces
  t.equal(await asked(`'${list}lustres':*`), `'${list}+re' & '${list}lust'`)
  t.equal(
    await asked(`'${list}lu':* | '${list}Phone061234':*`),
    `'${list}lu' | '${list}Phone+34' & '${list}Phone0612'`,
  )
  t.equal(await asked(`'${list}d''ete':* & '${list}Amount249'`), `'${list}d''et' & '${list}Amount249'`)
})

const quote = (term: string) => `'${(list + term).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
