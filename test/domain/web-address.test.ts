import t from 'tap'
import { parseWebAddress } from '../../src/domain/web-address.ts'

t.test('an address of a page is kept as browsers write it', async (t) => {
  const read = {
    'https://perrin.example/cgv': 'https://perrin.example/cgv',
    ' HTTPS://Perrin.example ': 'https://perrin.example/',
    'https://élagage.example/à%20lire': 'https://xn--lagage-9ua.example/%C3%A0%20lire',
    'https://perrin.example/?a=1&b="': 'https://perrin.example/?a=1&b=%22',
  }
  for (const [typed, value] of Object.entries(read))
    t.same(parseWebAddress(typed), { ok: true, value }, typed)
})

t.test('nothing but https, no other host behind a name, no number, no second address (S37)', async (t) => {
  const typed = [
    ...['', 'perrin.example', 'http://perrin.example', '//perrin.example', 'https:perrin.example'],
    ...['javascript:alert(1)', 'java\tscript:alert(1)', 'data:text/html,x', 'https://javascript:alert(1)'],
    ...['https://acquit.example@evil.example/', 'https://a:b@evil.example/', 'https://evil.example:8443/'],
    ...['https://192.0.2.1/', 'https://[2001:db8::1]/', 'https://3221225985/', 'https://localhost/'],
    ...['https://a.example https://b.example', 'https://perrin.example/\nx'],
  ]
  for (const one of typed) t.same(parseWebAddress(one), { ok: false, problem: 'invalid' }, one)
})
