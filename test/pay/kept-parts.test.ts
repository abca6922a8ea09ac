import t from 'tap'
import { languages } from '../../src/domain/words.ts'
import { createEta } from '../../src/web/views.ts'
import { config, pages } from '../fixtures/pay-pages.ts'

const keeping = createEta(config)
const others = {
  token: '5YxBn73kQ9vTz8Hq2mWcLr',
  merchant_name: 'Maison Perrin',
  amount_cents: 1200,
  description: 'Acompte',
  contact_email: 'bonjour@perrin.example',
}

t.test(
  'what is rendered once for all holds nothing of the customer or merchant before (P1, S16)',
  async (t) => {
    for (const [name, { view, given, form, errors }] of Object.entries(pages)) {
      for (const lang of languages) {
        for (const typed of [undefined, { card_name: 'Léa Martin', card_expiry: '13/29' }]) {
          const first = { ...given, lang, form: form?.show(lang, typed, errors) }
          const second = { ...first, bill: { ...(given.bill as object), ...others } }
          keeping.render(`/pay/${view}`, first)
          const rendered = keeping.render(`/pay/${view}`, second)
          t.equal(rendered, createEta({ ...config, production: false }).render(`/pay/${view}`, second), name)
        }
      }
    }
  },
)
