import { formatAlternatives, formatCount } from '../../../domain/formats.ts'
import { languages } from '../../../domain/words.ts'
import type { imports as fr } from '../fr/imports.ts'

export const imports = {
  title: 'Import requests',
  action: 'Import',
  lead: 'Send many requests at once, from a spreadsheet. Every line is checked, and you see everything before anything is sent.',
  file: 'Excel (.xlsx) or CSV file',
  fileHint: (rows: number, megabytes: number) =>
    `At most ${formatCount(rows, 'en')} lines and ${megabytes} MB.`,
  submit: 'Check the file',
  howTo: 'How does it work?',
  steps: [
    'Download the template and open it in your spreadsheet, or take a table that you already have: its titles are recognised, and you check them before anything is sent.',
    'Write one request per line. The recipient is an e-mail address or a mobile number; language, expiry and reference are optional.',
    'Save as Excel (.xlsx) or CSV, then choose the file here.',
  ],
  sampleAction: 'Download the template',
  forgotten: (days: number) =>
    `The lines of a file are forgotten ${days} days after its import has ended; those of a file that is never sent, ${days} days after its upload.`,
  columns: {
    amount: 'amount',
    recipient: 'recipient',
    language: 'language',
    description: 'description',
    expires_on: 'expiry',
    reference: 'reference',
  },
  sample: { first: 'Invoice 2026-118, Arc lamp', second: 'Deposit, glass pendant' },
  refused: {
    title: 'Nothing was sent: the file needs correcting',
    missing: 'Choose an Excel (.xlsx) or CSV file, for example requests.xlsx.',
    too_large: (rows: number, megabytes: number) =>
      `Choose a file of at most ${megabytes} MB and ${formatCount(rows, 'en')} lines: split this one.`,
    too_many_parts: 'Choose a single file.',
    not_csv:
      'This file is neither an .xlsx workbook nor a CSV, or it is protected by a password. In your spreadsheet, choose “Save as”, then “Excel workbook (.xlsx)” or “CSV”.',
    broken_workbook:
      'This workbook is damaged and cannot be read. Open it in your spreadsheet, save it again, then choose it here.',
    unfolds_too_much:
      'This workbook is too large once it is unpacked. Keep only the sheet of the requests, without pictures, or save it as CSV.',
    unreadable: (line: number) =>
      `The file cannot be read from line ${line} on. Put a text that has quotes in it between quotes, and double them: "Lamp 12"" black".`,
    no_rows: 'Write at least one request below the line of titles.',
    too_many_rows: (rows: number) => `Keep at most ${formatCount(rows, 'en')} lines: split this file.`,
    header: 'Correct the line of titles.',
    lines: (lines: number, all: number) =>
      `Correct the lines below: ${lines} problem${lines > 1 ? 's' : ''}, ${all} line${all > 1 ? 's' : ''} read.`,
    linesTitle: 'To correct',
    more: (count: number) => `And ${formatCount(count, 'en')} more, shown once these are corrected.`,
    again: 'Correct the file, save it, then choose it again.',
  },
  header: {
    missing: (name: string) => `The column “${name}” is missing.`,
    unknown: (name: string) => `The column “${name}” is not known. Use the titles of the template.`,
    twice: (name: string) => `The column “${name}” is there twice. Keep one.`,
    same: (name: string, other = '') =>
      `The columns “${name}” and “${other}” say the same thing. Keep the one that counts, or change the title of the other.`,
  },
  place: (line: number, column: string) => `Line ${line}, ${column}`,
  lineOnly: (line: number) => `Line ${line}`,
  typed: (text: string) => `“${text}”`,
  problems: {
    cell: {
      formula: 'This cell shows an error of the spreadsheet. Correct it there, or widen its column.',
      abridged:
        'The spreadsheet shortened this number and lost its last digits. Give the column the Text format, then write the number again.',
    },
    line: {
      too_long:
        'This line has more cells than the line of titles. Put a text that holds the separator between quotes.',
    },
    channel: { unknown: 'Write an e-mail address, for example lea.martin@exemple.fr.' },
    email: {
      empty: 'Write an e-mail address or a mobile number, for example 06 12 34 56 78.',
      invalid: 'Write a single, complete e-mail address, for example lea.martin@exemple.fr.',
    },
    phone: {
      invalid:
        'Write an e-mail address, or a complete mobile number, for example 06 12 34 56 78. Spreadsheets take the first zero away: give the column the Text format.',
    },
    language: { unknown: `Write ${formatAlternatives(languages, 'en')}.` },
    expires_on: { unreadable: 'Write a date, day first, for example 31/12/2026.' },
  },
  question: {
    title: 'How are the accents to be read?',
    lead: (name: string) =>
      `The file “${name}” does not say how its accents are written. Choose the reading that is right.`,
    encodings: {
      windows: 'Read as a file from Windows',
      latin9: 'Read as a file from Linux (Latin-9)',
      mac: 'Read as a file from an old Mac',
      dos: 'Read as a “CSV (MS-DOS)” file',
      'utf-8': 'Read as a UTF-8 file',
    },
    choose: 'Read it this way',
    avoid: 'To avoid this question, save the file as Excel (.xlsx) or as “CSV UTF-8”.',
  },
  reading: {
    title: 'What was read',
    sheet: 'Sheet',
    others: (count: number) =>
      count > 1
        ? `The ${formatCount(count, 'en')} other sheets are left out.`
        : 'The other sheet is left out.',
    encoding: 'Accents',
    fields: {
      amount: 'Amount',
      recipient: 'Recipient',
      email: 'E-mail address',
      phone: 'Mobile, where there is no address',
      language: 'Language',
      description: 'Description',
      expires_on: 'Expiry',
      reference: 'Reference',
    },
    leftOut: 'Columns left out',
    quoted: (title: string) => `“${title}”`,
    untitled: (place: number) => `column ${place + 1}, untitled`,
    before: (count: number) =>
      count > 1
        ? `The first ${formatCount(count, 'en')} lines, before the titles, are left out.`
        : 'The first line, before the titles, is left out.',
    hidden: (lines: string, count: number) =>
      count > 1
        ? `Lines ${lines}, hidden in the sheet, are left out. Show them to send them too.`
        : `Line ${lines}, hidden in the sheet, is left out. Show it to send it too.`,
    totals: (lines: string, count: number) =>
      count > 1
        ? `Lines ${lines} are totals: they are left out.`
        : `Line ${lines} is a total: it is left out.`,
    wrongTotal: (written: string, sum: string) =>
      `The file says ${written} in all, and its lines come to ${sum}. Check that nothing is missing.`,
    completed: (lines: string, count: number) =>
      count > 1
        ? `The spreadsheet had taken the first zero or the + from the numbers of lines ${lines}: they are back. Check them.`
        : `The spreadsheet had taken the first zero or the + from the number of line ${lines}: it is back. Check it.`,
  },
  checked: {
    title: 'Check, then send',
    summary: (count: number, amount: string) =>
      `${formatCount(count, 'en')} request${count > 1 ? 's' : ''}, ${amount} in all`,
    emails: 'By e-mail',
    texts: 'By SMS',
    textsCount: (texts: number, segments: number) =>
      segments > texts
        ? `${formatCount(texts, 'en')}, charged as ${formatCount(segments, 'en')}`
        : `${formatCount(texts, 'en')}`,
    file: 'File',
    mode: 'Mode',
    rowsTitle: 'The first lines',
    more: (count: number) => `And ${formatCount(count, 'en')} more.`,
    until: (day: string) => `Payable until ${day}`,
    twinLines: 'Some lines are alike: same recipient, same amount, same text. Is that meant?',
    twinLine: (lines: string) => `Lines ${lines}`,
    twin: (when: string) => `This file was sent before: ${when}. Sending it again makes new requests.`,
    slow: (most: number) =>
      `At most ${formatCount(most, 'en')} requests are sent an hour: the rest follows by itself, without you doing anything.`,
    submit: (count: number) => `Send ${formatCount(count, 'en')} request${count > 1 ? 's' : ''}`,
    other: 'Choose another file',
  },
  running: {
    title: 'The import is running',
    progress: 'Requests created',
    count: (done: number, all: number) => `${formatCount(done, 'en')} of ${formatCount(all, 'en')}`,
    leave: 'You can close this page: sending goes on.',
    waiting: (when: string) => `A limit is reached. The rest follows by itself: ${when}.`,
    reload: 'Reload',
    stop: 'Stop sending the rest',
  },
  ended: {
    title: { done: 'The import is finished', stopped: 'The import was stopped' },
    created: 'Requests created',
    refused: 'Lines refused',
    notSent: 'Lines not sent',
    toList: 'See the requests of that day',
    another: 'Import another file',
    refusedTitle: 'Lines refused, and why',
    more: (count: number) => `And ${formatCount(count, 'en')} more.`,
  },
  refusals: {
    suppressed:
      'An earlier message to this recipient was refused. Check the address, then request this payment by hand.',
    too_many:
      'Five messages had gone to this recipient within an hour. Request this payment later, by hand or in another file.',
    outdated: 'The expiry date had passed when the turn of this line came. Give it another date.',
  },
  past: {
    title: 'Earlier imports',
    columns: { file: 'File', lines: 'Lines', when: 'Uploaded', status: 'State', amount: 'Total' },
    lines: (count: number) => `${formatCount(count, 'en')} line${count > 1 ? 's' : ''}`,
  },
  statuses: {
    checked: 'To be sent',
    running: 'Running',
    stopped: 'Stopped',
    done: 'Finished',
  },
} satisfies typeof fr
