/** What inboxes and mail clients make of an e-mail, beside its words. */
import t from 'tap'
import { email, everyEmail, spaced } from '../fixtures/messages/written.ts'

/** The words that an inbox reads first: those of the body, without what only separates them from the rest. */
function firstWordsOf(html: string): string {
  const [, first] = /<body[^>]*>\s*<div[^>]*>(.*?)<\/div>/s.exec(html)!
  return spaced(first!.replaceAll(/[\u034F\u00A0]+/g, ' ')).trim()
}

t.test('an inbox shows beside the subject what it does not say, not our name', (t) => {
  t.equal(
    firstWordsOf(email('request').html),
    'Lampe « Arc » &amp; abat-jour · À payer jusqu’au 23 décembre 2026, 23 h 59, heure de Paris.',
  )
  t.match(firstWordsOf(email('refund_failed_notice').html), 'Le solde de votre compte')
  for (const { about, subject, html } of everyEmail()) {
    const first = firstWordsOf(html)
    t.match(first, /\p{L}{3}/u, about)
    t.notOk(first.startsWith('Acquit') || first.includes(subject), about)
  }
  t.end()
})

t.test('what follows in the e-mail stays out of the line that the inbox shows', (t) => {
  for (const { about, html } of everyEmail()) t.match(html, /(?:\u034F\u00A0){90}<\/div>/, about)
  t.end()
})

t.test('buttons and boxes keep their size in Outlook, which pads and colours only cells', (t) => {
  for (const { about, html } of everyEmail()) {
    for (const [, cell, link] of html.matchAll(/(<td class="button"[^>]*>)\s*(<a class="button"[^>]*>)/g)) {
      const [, padding] = /;padding:([^;"]+)/.exec(link!)!
      t.match(cell, `mso-padding-alt:${padding}`, about)
      t.match(cell, /bgcolor="#[0-9a-f]{6}"/, about)
    }
    t.notMatch(html, /<(?:p|h1|div|span)[^>]+[;"](?:padding|border):[1-9]/, about)
  }
  t.match(email('request').html, '<td class="button"')
  t.match(email('receipt').html, /<td class="stamp"[^>]*>Acquitté/)
  t.match(email('bounced_notice').html, '<td class="problem"')
  t.end()
})
