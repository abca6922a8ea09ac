import t from 'tap'
import { parseSender, suggestSender } from '../../src/domain/sender.ts'

t.test(
  'a sender is one to eleven letters and digits, not all digits, and no generic word (S38, L8)',
  async (t) => {
    const table = {
      ok: ['ATELIER', 'a', 'Lumiere33', '3SUISSES', 'ABCDEFGHIJK', ' ATELIER ', 'InfoLux', 'SMSBOX'],
      empty: ['', '   '],
      characters: ['MON ATELIER', 'LUMIÈRE', 'LUMI-ERE', 'A.B', 'CŒUR', '+33612345678', '<b>', 'ＡＴＥＬ'],
      too_long: ['ABCDEFGHIJKL'],
      digits: ['38000', '0612345678', '1'],
      generic: ['paiement', 'PAYMENT', 'Banque', 'bank', 'INFO', 'sms', 'RDV'],
    }
    for (const [expected, senders] of Object.entries(table)) {
      for (const sender of senders) {
        const parsed = parseSender(sender)
        t.equal(parsed.ok ? 'ok' : parsed.problem, expected, JSON.stringify(sender))
        if (parsed.ok) t.equal(parsed.value, sender.trim())
      }
    }
  },
)

t.test('a sender is suggested from the trade name, or none where none would do (L8)', async (t) => {
  const table: Record<string, string | undefined> = {
    'Atelier Lumière': 'ATELIERLUMI',
    'Éclats d’Œuvre': 'ECLATSDOEUV',
    'Chez Zoé': 'CHEZZOE',
    'L. & Fils': 'LFILS',
    Paiement: undefined,
    '1789': undefined,
    Свет: undefined,
    '': undefined,
  }
  for (const [name, sender] of Object.entries(table)) t.equal(suggestSender(name), sender, name)
})
