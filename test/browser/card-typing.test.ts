/** What the script of the pay page adds to the card form; the page works without it. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { addMerchant } from '../fixtures/app.ts'
import { cards, textbox } from '../fixtures/browser/journeys/steps.ts'
import { submitCard } from '../fixtures/browser/pages/card.ts'
import { makeLink } from '../fixtures/browser/pages/links.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { signIn } from '../fixtures/client.ts'

const site = await startSite(t, { jobs: false })
const merchant = await addMerchant(site.world)
const path = await makeLink(await signIn(site.world, merchant.email))

const fieldsOf = (page: Page) => ({
  number: textbox(page, 'Numéro de carte'),
  expiry: textbox(page, 'Expiration'),
  code: textbox(page, 'Code de sécurité'),
  name: textbox(page, 'Nom sur la carte'),
})

async function open(page: Page) {
  await page.goto(path)
  return fieldsOf(page)
}

t.test('A card number is grouped while it is typed, wherever it is mended', async (t) => {
  await visit(t, site, {}, async (page) => {
    const { number } = await open(page)
    await number.pressSequentially('4242424242424242')
    t.equal(await number.inputValue(), '4242 4242 4242 4242')
    for (const _ of [1, 2, 3, 4, 5]) await number.press('Backspace')
    t.equal(await number.inputValue(), '4242 4242 4242')
    await number.pressSequentially('1')
    t.equal(await number.inputValue(), '4242 4242 4242 1')
    await number.press('Home')
    await number.press('Delete')
    await number.pressSequentially('5')
    t.equal(await number.inputValue(), '5242 4242 4242 1', 'what is typed in the middle stays where it is')
    await number.fill('5555-5555-5555-4444')
    t.equal(await number.inputValue(), '5555 5555 5555 4444', 'pasted')
  })
})

t.test('An expiry gets its slash, and the server’s other spellings are left alone', async (t) => {
  await visit(t, site, {}, async (page) => {
    const { expiry } = await open(page)
    for (const [typed, shown] of [
      ['1230', '12/30'],
      ['12/30', '12/30'],
      ['530', '05/30'],
      ['1/30', '01/30'],
      ['122030', '12/2030'],
      ['12 / 30', '12/30'],
    ] as const) {
      await expiry.fill('')
      await expiry.pressSequentially(typed)
      t.equal(await expiry.inputValue(), shown, typed)
    }
    for (const typed of ['2030-12', '2030/12', '12.30']) {
      await expiry.fill(typed)
      t.equal(await expiry.inputValue(), typed)
    }
    await expiry.fill('12/30')
    for (const _ of [1, 2, 3, 4]) await expiry.press('Backspace')
    t.equal(await expiry.inputValue(), '1', 'the slash can be deleted')
  })
})

t.test('The mark of the card that is typed stands out', async (t) => {
  await visit(t, site, {}, async (page) => {
    const { number } = await open(page)
    const bright = async () => {
      const marks = await page.locator('[data-brand]:not(.other)').all()
      return Promise.all(marks.map((mark) => mark.getAttribute('data-brand')))
    }
    t.strictSame(await bright(), ['Visa', 'Mastercard'])
    for (const [typed, brands] of [
      ['4', ['Visa']],
      ['5555', ['Mastercard']],
      ['2223', ['Mastercard']],
      ['', ['Visa', 'Mastercard']],
      ['9', ['Visa', 'Mastercard']],
    ] as const) {
      await number.fill(typed)
      t.strictSame(await bright(), brands, typed)
    }
  })
})

t.test('What is wrong is said on leaving a field, and gone once mended', async (t) => {
  await visit(t, site, {}, async (page) => {
    const { number, expiry, code, name } = await open(page)
    for (const [field, wrong, sentence, right] of [
      [number, '4242 4242 4242 4241', 'Ce numéro de carte n’existe pas.', cards.good],
      [number, '4242', 'Ce numéro de carte n’existe pas.', cards.good],
      [expiry, '13/30', 'Saisissez le mois et l’année', '12/30'],
      [expiry, '12', 'Saisissez le mois et l’année', '1230'],
      [expiry, '12/20', 'Cette carte a expiré.', '12/30'],
      [code, '12', 'Le code de sécurité compte 3 ou 4 chiffres', '123'],
    ] as const) {
      const said = page.locator('.error', { hasText: sentence })
      await field.fill(wrong)
      t.equal(await said.count(), 0, 'not before the field is left')
      await field.press('Tab')
      await said.waitFor()
      t.equal(await field.getAttribute('aria-invalid'), 'true', wrong)
      t.match(await field.getAttribute('aria-describedby'), await said.getAttribute('id'))
      await field.fill(right)
      t.equal(await said.count(), 0, `${wrong}, mended`)
      t.equal(await field.getAttribute('aria-invalid'), 'false', right)
    }
    await name.focus()
    await name.press('Tab')
    await page.waitForTimeout(300)
    t.equal(await page.locator('.error:not(:empty)').count(), 0, 'nothing is said of what is not typed yet')
  })
})

t.test('What the server takes is never called wrong, and what it refused goes once mended', async (t) => {
  await visit(t, site, {}, async (page) => {
    const { number, expiry, name } = await open(page)
    for (const typed of ['1-30', '2030-12', '12.30', '12/2030']) {
      await expiry.fill(typed)
      await expiry.press('Tab')
      await page.waitForTimeout(300)
      t.equal(await expiry.getAttribute('aria-invalid'), 'false', typed)
    }
    await submitCard(page)
    const problems = page.locator('.error:not(:empty)')
    t.equal(await problems.count(), 3)
    await number.fill(cards.good)
    await name.fill('L')
    t.equal(await problems.count(), 1)
  })
})
