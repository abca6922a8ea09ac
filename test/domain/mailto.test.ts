import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { buildMailto } from '../../src/domain/mailto.ts'

const piece = fc.constantFrom(
  'a@b.fr',
  '?',
  '&',
  '=',
  '#',
  '%',
  '%0A',
  ',',
  ';',
  '+',
  ' ',
  '\r',
  '\n',
  '&cc=',
  'bcc=x',
)
const text = fc.oneof(
  fc.array(piece).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', '\uD83D', '\uDE42', '\r', '\n') }),
)

// RFC 6068, 2: commas and ampersands separate before anything is decoded, and + means a plus.
function readMailto(address: string) {
  const { protocol, pathname, search, hash } = new URL(address)
  const fields = search.slice(1).split('&')
  const pairs = fields.map((field) => field.split('=').map(decodeURIComponent))
  return { protocol, hash, recipients: pathname.split(',').map(decodeURIComponent), pairs }
}

function readBack(to: string, subject: string, body: string) {
  return readMailto(buildMailto({ to, subject, body }))
}

function expected(to: string, subject: string, body: string) {
  const oneLine = subject.toWellFormed().replace(/\r\n|\r|\n/g, ' ')
  const lines = body.toWellFormed().replace(/\r\n|\r|\n/g, '\r\n')
  const pairs = [
    ['subject', oneLine],
    ['body', lines],
  ]
  return { protocol: 'mailto:', hash: '', recipients: [to.toWellFormed()], pairs }
}

t.test('a draft opens with its one recipient, its subject and its body (S39)', async (t) => {
  t.equal(
    buildMailto({
      to: 'marie+a@exemple.fr',
      subject: 'Demande de paiement',
      body: 'Ici :\nhttps://a.fr/p/x?y=1&z',
    }),
    'mailto:marie%2Ba@exemple.fr?subject=Demande%20de%20paiement&body=Ici%20%3A%0D%0Ahttps%3A%2F%2Fa.fr%2Fp%2Fx%3Fy%3D1%26z',
  )
})

t.test('an address, a subject or a body cannot add a recipient or a field (S39)', async (t) => {
  const drafts: [string, string, string][] = [
    ['a@b.fr?bcc=x', 'Demande', 'Bonjour'],
    ['a@b.fr,c@d.fr', '&cc=c@d.fr', 'a\r\nb\nc\rd'],
    ['a@b.fr', 'Demande\r\nBcc: c@d.fr', '&bcc=x#y?to=z%0D%0A'],
  ]
  for (const draft of drafts) t.same(readBack(...draft), expected(...draft))
})

t.test('whatever the texts, the keys are subject and body, once each, with equal values (S39)', async () => {
  fc.assert(
    fc.property(text, text, text, (...draft) => isDeepStrictEqual(readBack(...draft), expected(...draft))),
    { numRuns: 2000 },
  )
})
