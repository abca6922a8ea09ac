import fc from 'fast-check'
import t from 'tap'
import { parseEmail } from '../../src/domain/email.ts'

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
  for (const [typed, email] of addresses) t.same(parseEmail(typed), { ok: true, value: email }, typed)
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
    ...[
      'mailto://lea@exemple.fr',
      'E-mail : lea@exemple.fr',
      'Courriel: lea@exemple.fr',
      'À : lea@exemple.fr',
    ],
    ...['(lea@exemple.fr)', '[lea@exemple.fr]', 'Léa [mailto:lea@exemple.fr]', 'Léa Martin (lea@exemple.fr)'],
    ...['lea@exemple.fr !', 'lea@exemple.fr?', 'lea@exemple.fr :', 'lea@exemple.fr…'],
  ]
  for (const typed of pasted) t.same(parseEmail(typed), { ok: true, value: 'lea@exemple.fr' }, typed)
})

t.test('an address has at most 254 characters', async (t) => {
  const email = (length: number) =>
    `${'a'.repeat(length - 190)}@${`${'b'.repeat(63)}.`.repeat(2)}${'c'.repeat(58)}.fr`
  t.same(parseEmail(email(254)), { ok: true, value: email(254) })
  t.same(parseEmail(email(254).replace('.fr', '.com')), { ok: false, problem: 'invalid' })
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
        const again = parseEmail(parsed.value)
        return /^[!-~]{1,64}@[a-z0-9.-]+$/.test(parsed.value) && !/[,;<>"\s]/.test(parsed.value) && again.ok
      }),
      { numRuns: 5000 },
    )
  },
)

t.test('ordinary addresses of every shape are accepted', async () => {
  fc.assert(fc.property(fc.emailAddress(), (typed) => parseEmail(typed).ok))
})
