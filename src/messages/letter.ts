/** The frame of every e-mail: its content, and the HTML and text parts made of it. */
import type { Eta } from 'eta'
import type { Config } from '../config/config.ts'
import { coloursOf, houseAccent } from '../domain/accent.ts'
import type { Letterhead } from '../domain/letterhead.ts'
import { fonts, pixels } from '../domain/palette.ts'
import { formatPhone } from '../domain/phone.ts'
import type { Language, Mode } from '../domain/words.ts'
import { catalogueOf } from '../i18n/catalogues.ts'
import { sayIdentity, termsOf } from '../i18n/identity.ts'
import { paths } from '../web/paths.ts'
import { renderView } from '../web/views.ts'

export type LetterConfig = Pick<Config, 'brandName' | 'publicUrl' | 'mailer'>

/** In the order in which it is read. */
export interface Letter {
  language: Language
  /** The mode of the request it is about. An e-mail about an account has none, nor a description or a reference. */
  mode?: Mode
  fromName: string
  replyTo: string
  subject: string
  /** A whole sentence: many people read nothing else. */
  intro: string
  description?: string
  reference?: string | null
  /** The merchant's own words, of several lines. */
  message?: string | null
  /** Repeats in large print what a sentence says. It is left out of plain text and hidden from screen readers. */
  large?: string
  stamp?: { word: string; date: string }
  problem?: string
  button?: string
  link: string
  /** Introduces the bare link, where there is no button. */
  linkIntro: string
  /** Under the button. */
  note?: string
  paragraphs: string[]
  /** The merchant whose customer receives it. An e-mail of our own has none. */
  letterhead?: Letterhead
  smallPrint: string[]
}

/** Returns what a mailer needs, without the recipient. */
export function composeLetter(eta: Eta, config: LetterConfig, letter: Letter) {
  const { fromName, replyTo } = letter
  // A line break in the subject would start another header.
  const subject = `${testMark(letter)}${letter.subject}`.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
  const colours = coloursOf(letter.letterhead?.accent ?? houseAccent)
  const preheader = preheaderOf(letter)
  const values = { lang: letter.language, letter, colours, fonts, pixels, subject, preheader, filler }
  const html = renderView(eta, 'messages/letter', values)
  return { fromName, replyTo, subject, text: textOf(config, letter), html }
}

/** Invisible characters behind the preheader. Without them, inboxes would go on with the first words of the e-mail. */
const filler = '\u034F\u00A0'.repeat(90)

/** What an inbox shows beside the subject: what the subject does not say. */
function preheaderOf({ problem, description, note, paragraphs, linkIntro }: Letter): string {
  const facts = [problem, description, note].filter(Boolean)
  return facts.length > 0 ? facts.join(' · ') : (paragraphs[0] ?? linkIntro)
}

export function testMark({ mode, language }: { mode?: Mode; language: Language }): string {
  return mode === 'test' ? `${catalogueOf(language).messages.test} ` : ''
}

/**
 * The text part: the same words as the HTML, in the same order. It does not use a view, which would escape it for
 * HTML.
 */
function textOf(config: LetterConfig, letter: Letter): string {
  const { checkout, footer } = catalogueOf(letter.language)
  const { reference, stamp, letterhead } = letter
  const colon = letter.language === 'fr' ? '\u00A0:' : ':'
  const lines = [
    [letter.mode === 'test' && `${checkout.testMode}. ${checkout.testModeHint}`],
    [letter.intro],
    [letter.description, reference && `${checkout.reference}${colon} ${reference}`],
    [letter.message],
    [stamp && `${stamp.word} ${stamp.date}`],
    [letter.problem],
    [letter.linkIntro, letter.link],
    [letter.note],
    ...letter.paragraphs.map((paragraph) => [paragraph]),
    letterhead ? linesOf(letterhead, letter.language, colon) : [],
    ...letter.smallPrint.map((paragraph) => [paragraph]),
    [`${footer.privacy}${colon} ${config.publicUrl}${paths.privacy}`],
  ]
  const paragraphs = lines.map((paragraph) => paragraph.filter(Boolean).join('\n'))
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`
}

function linesOf(letterhead: Letterhead, language: Language, colon: string): string[] {
  const { merchant_name, contact_email, contact_phone } = letterhead
  return [
    merchant_name,
    ...sayIdentity(letterhead, language),
    contact_email,
    contact_phone ? formatPhone(contact_phone) : '',
    ...termsOf(letterhead, language).map(({ words, url }) => `${words}${colon} ${url}`),
  ]
}

declare module '../web/views.ts' {
  interface Views {
    'messages/letter': {
      letter: Letter
      colours: ReturnType<typeof coloursOf>
      fonts: typeof fonts
      pixels: typeof pixels
      subject: string
      preheader: string
      filler: string
    }
  }
}
