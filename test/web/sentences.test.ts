import t from 'tap'
import { sayProblem, sayProblems } from '../../src/web/sentences.ts'

const catalogue = {
  name: { empty: 'Give a name.' },
  code: { wrong: 'It is wrong.', throttled: (minutes: number) => `Wait ${minutes} minutes.` },
}

t.test('problems are said in the order of the catalogue, with their details', async (t) => {
  const said = sayProblems({ code: 'throttled', name: 'empty' }, catalogue, 3)
  t.strictSame(Object.entries(said), [
    ['name', 'Give a name.'],
    ['code', 'Wait 3 minutes.'],
  ])
  t.strictSame(sayProblems({ code: undefined }, catalogue), {})
})

t.test('a view that asks the wrong catalogue fails: types do not read views', async (t) => {
  t.throws(() => sayProblem('unknown', catalogue.name), /no sentence for the problem unknown/)
  t.throws(() => sayProblems({ email: 'empty' }, catalogue), /no sentence for the problem empty/)
})
