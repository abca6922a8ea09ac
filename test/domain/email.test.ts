import fc from 'fast-check'
import t from 'tap'
import { parseBareEmail, parseEmail } from '../../src/domain/email.ts'

t.test('an address is kept, its domain in lower case and ASCII', async (t) => {
  const addresses: [string, string][] = [
    ['Marie.Dupont@Exemple.FR', 'Marie.Dupont@exemple.fr'],
    ['  marie@exemple.fr ', 'marie@exemple.fr'],
    ['\u00A0marie@exemple.fr\u202F', 'marie@exemple.fr'],
    ['marie+facture@mail.exemple.co.uk', 'marie+facture@mail.exemple.co.uk'],
    ["o'neil?a&b=c%d@exemple.fr", "o'neil?a&b=c%d@exemple.fr"],
    ['marie@hôtel.fr', 'marie@xn--htel-vqa.fr'],
    ['marie@xn--htel-vqa.fr', 'marie@xn--htel-vqa.fr'],
    [`${'a'.repeat(64)}@exemple.fr`, `${'a'.repeat(64)}@exemple.fr`],
  ]
  for (const [typed, email] of addresses) t.same(parseEmail(typed), { ok: true, email }, typed)
})

t.test('anything but exactly one address is refused (S36)', async (t) => {
  const lists = [
    'a@b.fr,c@d.fr',
    'a@b.fr;c@d.fr',
    'a@b.fr c@d.fr',
    'a@b.fr; c@d.fr;',
    'a@b.fr@c.fr',
    '<a@b.fr><c@d.fr>',
  ]
  const names = [
    'c@d.fr <a@b.fr>',
    'Marie <a@b.fr> <c@d.fr>',
    'Marie <>',
    'Marie <a@b.fr',
    '"Marie"@b.fr',
    'a@b.fr (Marie)',
    'mailto:a@b.fr?bcc=c@d.fr',
    'a@b.fr?bcc=x',
  ]
  const breaks = [
    'a@b.fr\r\nBcc: c@d.fr',
    'a@b.fr\n',
    '\ra@b.fr',
    'a\u0000@b.fr',
    'a@b.fr\u0000',
    'a@b\u0085.fr',
  ]
  const locals = [
    '',
    '@',
    'a',
    '@b.fr',
    '.a@b.fr',
    'a.@b.fr',
    'a..b@b.fr',
    'é@b.fr',
    'a b@b.fr',
    'a\u200B@b.fr',
  ]
  const domains = ['a@', 'a@b', 'a@localhost', 'a@.fr', 'a@b..fr', 'a@-b.fr', 'a@b-.fr', 'a@b_c.fr']
  const numbers = [
    'a@127.0.0.1',
    'a@127.1',
    'a@[127.0.0.1]',
    'a@b.1',
    'a@b%2Efr',
    'a@b。fr',
    'a@b.fr:25',
    'a@b.fr/c',
  ]
  const long = [
    `${'a'.repeat(65)}@b.fr`,
    `a@${'b'.repeat(64)}.fr`,
    `a@${'bcd.'.repeat(63)}fr`,
    'a'.repeat(1e6),
  ]
  for (const typed of [...lists, ...names, ...breaks, ...locals, ...domains, ...numbers, ...long]) {
    t.same(parseEmail(typed), { ok: false }, JSON.stringify(typed.slice(0, 40)))
  }
})

t.test('what was pasted around an address is left out', async (t) => {
  const pasted = [
    ...['mailto:lea@exemple.fr', 'MAILTO: lea@exemple.fr', '<lea@exemple.fr>', '<mailto:lea@exemple.fr>'],
    ...[
      'Léa <lea@exemple.fr>',
      '"Léa" <lea@exemple.fr>',
      'Martin, Léa <lea@exemple.fr>;',
      '"Léa <lea@exemple.fr>"',
    ],
    ...[
      'lea@exemple.fr;',
      'lea@exemple.fr,',
      'lea@exemple.fr.',
      'lea@exemple.fr. ',
      ', lea@exemple.fr',
      ';lea@exemple.fr;',
    ],
    ...[
      '"lea@exemple.fr"',
      "'lea@exemple.fr'",
      '« lea@exemple.fr »',
      '“lea@exemple.fr”',
      '"lea@exemple.fr",',
    ],
    ...[
      'lea@exemple.fr <lea@exemple.fr>',
      "'lea@exemple.fr' <lea@exemple.fr>",
      'lea@exemple.fr<mailto:lea@exemple.fr>',
    ],
  ]
  for (const typed of pasted) t.same(parseEmail(typed), { ok: true, email: 'lea@exemple.fr' }, typed)
})

t.test('an e-mail is sent to a bare address and to nothing else (S36)', async (t) => {
  t.same(parseBareEmail('lea@exemple.fr'), { ok: true, email: 'lea@exemple.fr' })
  for (const text of [
    'Léa <lea@exemple.fr>',
    'mailto:lea@exemple.fr',
    'lea@exemple.fr;',
    ' lea@exemple.fr',
    'lea@exemple.fr\n',
  ])
    t.same(parseBareEmail(text), { ok: false }, text)
})

t.test('an address has at most 254 characters', async (t) => {
  const email = (length: number) =>
    `${'a'.repeat(length - 190)}@${`${'b'.repeat(63)}.`.repeat(2)}${'c'.repeat(58)}.fr`
  t.same(parseEmail(email(254)), { ok: true, email: email(254) })
  t.same(parseEmail(email(254).replace('.fr', '.com')), { ok: false })
})

t.test(
  'whatever is typed, an accepted address is one recipient, and reads back as itself (S36)',
  async () => {
    const pieces = fc.constantFrom(...'aZ9.@,;<>"?&+ -é\r\n\0', 'marie@exemple.fr', '.fr', 'Ｅ', '\u202E')
    const typing = fc.array(pieces, { maxLength: 12 }).map((all) => all.join(''))
    fc.assert(
      fc.property(fc.oneof(typing, fc.emailAddress(), fc.string({ unit: 'binary' })), (typed) => {
        const parsed = parseEmail(typed)
        if (!parsed.ok) return true
        const again = parseEmail(parsed.email)
        return /^[!-~]{1,64}@[a-z0-9.-]+$/.test(parsed.email) && !/[,;<>"\s]/.test(parsed.email) && again.ok
      }),
      { numRuns: 5000 },
    )
  },
)

t.test('ordinary addresses of every shape are accepted', async () => {
  fc.assert(fc.property(fc.emailAddress(), (typed) => parseEmail(typed).ok))
})
