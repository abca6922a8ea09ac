/** The titles of columns, as people write them. */
import { portalLanguages } from '../../domain/words.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'

export const columns = ['amount', 'recipient', 'language', 'description', 'expires_on', 'reference'] as const
export type Column = (typeof columns)[number]

/** What a column of a file holds. A recipient may be written in two columns, one for each channel. */
export type Field = Column | 'email' | 'phone'

/** Undefined for a title that is not known. `Montant HT` is not: what is asked for includes the taxes. */
export const fieldOf = (title: string): Field | undefined => known.get(normalize(title))

/** Whether it is the title of the sample, in a language of the portal. */
export const isOwnTitle = (title: string): boolean => own.has(fold(title))

export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Whether it says neither of what it is the number: `Numéro`, `N°`. Its cells do. */
export const isVague = (title: string): boolean => vague.has(normalize(title))

const vague = new Set(['numero', 'num', 'n', 'no', 'number'])

/** What `Email (principal)` and `Téléphone 1` name, where no other column names it: `Email 2` is a second one. */
export function roughFieldOf(title: string): Field | undefined {
  const words = normalize(title).split(' ')
  const field = known.get(words.filter((word) => !qualifiers.has(word)).join(' '))
  return field === 'email' || field === 'phone' ? field : undefined
}

const qualifiers = new Set(
  '1 contact destinataire recipient principal primary facturation billing facture pro professionnel perso personnel'.split(
    ' ',
  ),
)

/**
 * `Montant T.T.C. (en €)` and `MontantTTC` -> `montant ttc`, `N° de facture` -> `n facture`, `E-mail du client` ->
 * `e mail`.
 */
function normalize(title: string): string {
  const spelled = title
    .replace(/n\s*[°º]|№/giu, ' n ')
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
  const words = fold(spelled).split(/[^\p{L}\p{N}]+/u)
  return words.filter((word) => word !== '' && !fillers.has(word)).join(' ')
}

const fillers = new Set(
  'a l d s la le les de du des en au aux et ou votre client clients cliente customer the of in to eur euro euros'.split(
    ' ',
  ),
)

const spellings: Record<Field, string> = {
  amount: `montant, montant ttc, montant total, montant total ttc, montant payer, montant facture, montant regler,
    total, total ttc, total payer, ttc, prix, prix ttc, prix total, somme, somme due, payer, net payer, reste payer,
    reste, solde, solde ttc, montant restant, restant, restant payer, reste regler, regler, total regler, montant
    impaye, impaye, solde restant, mt, mt ttc, mnt, mnt ttc, amount, amount due, total amount, total due, price,
    balance, balance due, sum`,
  recipient:
    'destinataire, contact, coordonnees, recipient, email telephone, mail telephone, email mobile, email or phone',
  email: `emails, e mails, mails, courriels, adresse messagerie, email, e mail, mail, mel, courriel,
    adresse email, adresse e mail, adresse mail, adresse courriel, adresse electronique, courrier electronique,
    email address, e mail address, mail address`,
  phone: `telephones, natel, num portable, num mobile, numero sms, mob, port, telephone, tel, portable, mobile, gsm,
    sms, numero, numero telephone, numero portable, numero mobile, n telephone, n tel, n portable, n mobile, num
    tel, tel portable, tel mobile, telephone portable, telephone mobile, phone, phone number, mobile phone, mobile
    number, mobile phone number, cell, cell phone, telephone number`,
  language: 'langue, language, lang',
  description: `description, libelle, libelle facture, objet, objet facture, objet paiement, designation, intitule,
    motif, motif paiement, prestation, article, produit, service, detail, details, concerne, descriptif, nature
    prestation, designation prestation, designation travaux, objet demande, label, subject, item, product, purpose,
    paiement pour`,
  expires_on: `expiration, echeance, date echeance, date expiration, date limite, date limite paiement, echeance
    paiement, limite, payer avant, avant, payable jusqu, expiry, expiry date, due, due date, due on, due by, pay by,
    deadline, payment due, valid until, regler avant, payable avant, valable jusqu, jusqu, date limite reglement,
    ech, date ech, date butoir, fin validite, date validite`,
  reference: `num, num piece, n document, numero document, n doc, n fact, id facture, reference, ref, reference
    facture, ref facture, n facture, numero facture, num facture, no facture, facture, facture n, n ref, n commande,
    numero commande, commande, n devis, numero devis, devis, n dossier, dossier, numero piece, n piece, n, invoice,
    invoice number, invoice no, invoice n, invoice ref, order, order number, order no, number, no`,
}

const known = new Map<string, Field>([
  ...Object.entries(spellings).flatMap(([field, titles]) =>
    titles.split(',').map((title) => [normalize(title), field as Field] as const),
  ),
  ...ownTitles().map(([title, column]) => [normalize(title), column] as const),
])

const own = new Set(ownTitles().map(([title]) => fold(title)))

function ownTitles(): [string, Column][] {
  return portalLanguages.flatMap((language) => {
    const names = catalogueOf(language).imports.columns
    return columns.map((column): [string, Column] => [names[column], column])
  })
}
