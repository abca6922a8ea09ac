import t from 'tap'
import { parseBareEmail, parseEmail } from '../../src/domain/email.ts'

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
    'a@b.fr>',
    '<a@b.fr',
    '(a@b.fr',
    'a@b.fr (c@d.fr)',
    'a@b.fr (Marie) (Paul)',
    '(Marie) a@b.fr',
    'Marie a@b.fr',
    'Marie : a@b.fr',
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
  const domains = ['a@', 'a@b', 'a@localhost', 'a@.fr', 'a@b..fr', 'a@-b.fr', 'a@b-.fr', 'a@b_c.fr', 'a@b.f']
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
    t.same(parseEmail(typed), { ok: false, problem: 'invalid' }, JSON.stringify(typed.slice(0, 40)))
  }
})

t.test('an e-mail is sent to a bare address and to nothing else (S36)', async (t) => {
  t.same(parseBareEmail('lea@exemple.fr'), { ok: true, value: 'lea@exemple.fr' })
  for (const text of [
    'Léa <lea@exemple.fr>',
    'mailto:lea@exemple.fr',
    'lea@exemple.fr;',
    ' lea@exemple.fr',
    'lea@exemple.fr\n',
  ])
    t.same(parseBareEmail(text), { ok: false, problem: 'invalid' }, text)
})
