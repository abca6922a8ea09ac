import t from 'tap'
import { parseName } from '../../src/domain/name.ts'

const parse = (name: string) => parseName(name, 80, 'Acquit')

const misread: Record<string, string[]> = {
  link: [
    ...[
      'evil.example/impots',
      'https://evil',
      'http:evil',
      'HTTPS://EVIL',
      'www.impots',
      'impots-gouv.fr',
      '//e.vil',
    ],
    ...[
      'evil。example',
      'evil．example',
      'evil․example',
      'ev\u200Bil.exa\u00ADmple',
      'Site 192.168.1.1',
      'é.fr',
    ],
    ...[
      'xn--e1a.xn--p1ai',
      'Payez sur evil.example',
      'bit.ly/abc',
      'mailto:lea',
      '<a href=//e.vil>',
      'St.Germain',
    ],
    ...['www evil example', 'WWW', 'evil[.]example', 'evil (point) fr', 'evil (dot) com'],
  ],
  address: ['lea@exemple.fr', 'Léa lea@exemple', 'lea＠exemple', 'lea﹫exemple.fr'],
  phone: [
    ...[
      '06 12 34 56 78',
      '0612345678',
      '+33 6 12 34 56 78',
      '(06) 12.34.56.78',
      'O6 12 34 56 78',
      '0 800 12 34 56',
    ],
    ...[
      '０６１２３４５６７８',
      '٠٦١٢٣٤٥٦٧٨',
      '3639',
      '36 39',
      'tel:3639',
      '06.12.34.56.78',
      '118 218',
      'SOS 118218',
      'Appelez le 3639',
      'Tél. 3639',
      '☎ 3639',
    ],
  ],
  platform: [
    ...[
      'Acquit',
      'ACQUIT',
      'acquit',
      'Ácquìt',
      'Acquit.',
      'Service Acquit',
      'Acquit Paiement',
      'AcquitPay',
      'Acquit2026',
    ],
    ...[
      'A C Q U I T',
      'A.C.Q.U.I.T',
      'Ac-quit',
      'Acqu1t',
      'Acqu|t',
      '@cquit',
      'Acquıt',
      'Асquit',
      'асԛυіт',
      'ᴀᴄǫᴜɪᴛ',
    ],
    ...['𝐀𝐜𝐪𝐮𝐢𝐭', 'Ⓐⓒⓠⓤⓘⓣ', 'Ａｃｑｕｉｔ', 'Acq\u200Buit'],
  ],
  alphabets: ['Ateli\u0435r', 'Αtelier', 'Café Москва', 'Bistrot Αθήνα', 'ВANQUE', 'Кафе שלום', 'Ω Optique'],
}

for (const [problem, names] of Object.entries(misread)) {
  t.test(`a name that reads as something else is refused: ${problem} (S67)`, async (t) => {
    for (const name of names) t.strictSame(parse(name), { ok: false, problem }, name)
  })
}
