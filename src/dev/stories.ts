/**
 * The demo merchant's last weeks, one line for each request, and how to read a line. `tell-story.ts` makes rows of
 * it.
 */

import { addDays, isoDay } from '../domain/formats.ts'
import { parseAmount } from '../domain/money.ts'
import type { DisputeReason } from '../domain/movement.ts'
import type { FailureCode } from '../domain/request-lifecycle.ts'
import type { Language } from '../domain/words.ts'

/** Minutes or hours, or days and a time of day in Paris. */
type Moment = `${number}min` | `${number}h` | `${number}d ${number}:${number}`

/**
 * Minutes and hours count from the previous step, days from the day of the request. `planned`: it is sent that many days
 * after.
 */
type Step = `${Moment} ${Deed}` | 'expired' | 'bounced' | `planned ${number}`

type Deed =
  | 'paid'
  | 'paid mastercard'
  // The bank asks the customer; the payment is then confirmed, or fails.
  | 'challenged'
  | 'confirmed'
  | FailureCode
  | 'cancelled'
  // The merchant was paid by other means.
  | 'settled_otherwise'
  | 'refunded'
  | `refunded ${number},${number}`
  // The customer's bank contests the payment. The merchant may have answered, and won or lost.
  | `disputed ${DisputeReason}`
  | 'dispute_won'
  | 'dispute_lost'

/** Stories with the same reference are paid one after the other: a deposit, and its balance. */
export type Story = [
  /** How long ago the request was created. */
  ago: Moment,
  by: 'email' | 'sms' | 'own mail',
  to: string,
  language: Language,
  amount: string,
  description: string,
  reference: string | null,
  daysToPay: number,
  ...steps: Step[],
]

// biome-ignore format: it is a table
export const stories: Story[] = [
  ['79d 09:12', 'email', 'helene.garnier@courriel.example', 'fr', '1 180,00', 'Acompte : restauration d’un lustre Napoléon III', 'D-118', 30, '3h paid'],
  ['78d 16:40', 'email', 'p.dufour@deco-dufour.example', 'fr', '249,00', 'Lampe de bureau Vigie, laiton patiné', 'F-402', 30, '55min paid mastercard'],
  ['76d 10:05', 'sms', '+33612340112', 'fr', '85,00', 'Électrification d’une lampe à pétrole', 'F-403', 15, '18min paid'],
  ['75d 11:30', 'email', 'j.whitfield@post.example', 'en', '620,00', 'Pair of 1930s wall lights, rewired', 'F-404', 30, '1d 19:08 challenged', '2min confirmed'],
  ['73d 14:20', 'email', 'marc.lefevre@courriel.example', 'fr', '340,00', 'Atelier « Fabriquer sa lampe », deux places', 'A-31', 30, '5h card_declined', '4min paid mastercard'],
  ['71d 09:50', 'email', 'compta@hotel-des-tilleuls.example', 'fr', '4 860,00', 'Acompte de 40 % : douze appliques pour l’hôtel', 'D-121', 30, '2d 11:15 paid mastercard'],
  ['70d 17:15', 'sms', '+33612340234', 'fr', '46,50', 'Abat-jour en lin, diamètre 35 cm', null, 7, 'expired'],
  ['68d 10:45', 'email', 'g.bianchi@posta.example', 'it', '795,00', 'Restauro di una lampada da terra anni Cinquanta', 'F-407', 30, '4h paid'],
  ['66d 15:02', 'email', 'nadia.perrin@courriel.example', 'fr', '410,00', 'Suspension en verre soufflé', 'F-408', 30, '2h cancelled'],
  ['66d 17:10', 'email', 'nadia.perrin@courriel.example', 'fr', '380,00', 'Suspension en verre soufflé, remise accordée', 'F-409', 30, '1d 08:40 paid'],
  ['63d 09:30', 'email', 'compta@table-du-marche.example', 'fr', '1 296,00', 'Six suspensions en opaline', 'F-410', 30, '9d 14:25 paid mastercard', '11d 10:05 refunded 216,00'],
  ['61d 18:20', 'email', 'antoine.roussel@courriel.example', 'fr', '275,00', 'Réparation d’une liseuse articulée', 'F-411', 15, '15d 23:52 challenged', 'expired', '3min confirmed'],
  ['59d 11:00', 'own mail', 'mairie@saint-aubin.example', 'fr', '2 150,00', 'Acompte : lanternes de la halle', 'D-124', 60, '16d 10:32 paid'],
  ['57d 10:15', 'email', 'k.vogel@briefpost.example', 'de', '540,00', 'Tischleuchte aus Messing, Sonderanfertigung', 'F-413', 30, '6h challenged', '1min 3ds_declined', '5min challenged', '1min confirmed'],
  ['55d 16:48', 'sms', '+33612340357', 'fr', '62,00', 'Remplacement de deux douilles en porcelaine', 'F-414', 15, '1d 12:20 paid'],
  ['52d 09:05', 'email', 'claire.moreau@courriel.example', 'fr', '170,00', 'Atelier « Fabriquer sa lampe », une place', 'A-34', 15, '40min paid', '9d 18:12 refunded'],
  ['50d 14:35', 'email', 'h.delacroix@galerie-nord.example', 'fr', '3 400,00', 'Lustre à pampilles : restauration complète', 'F-416', 30, '3d 15:50 insufficient_funds', '5d 09:10 paid mastercard'],
  ['47d 11:25', 'email', 'i.ortega@correo.example', 'es', '430,00', 'Aplique de hierro forjado, par', 'F-417', 30, '1d 21:40 paid'],
  ['46d 09:40', 'email', 'sophie.blanchard@courriel.example', 'fr', '98,00', 'Pied de lampe tourné en noyer', 'F-418', 7, 'expired'],
  ['44d 10:10', 'email', 'helene.garnier@courriel.example', 'fr', '1 770,00', 'Solde : restauration d’un lustre Napoléon III', 'F-419', 30, '5h paid'],
  ['42d 15:30', 'sms', '+33612340468', 'fr', '129,00', 'Lampe de chevet Veilleuse', 'F-420', 15, '12min card_declined', '7min card_declined', '1d 09:03 paid'],
  ['40d 09:20', 'email', 's.devries@postbus.example', 'nl', '690,00', 'Hanglamp van mondgeblazen glas', 'F-421', 30, '2d 20:14 paid mastercard'],
  ['38d 17:05', 'email', 'l.fontaine@courriel.example', 'fr', '225,00', 'Recâblage d’un lampadaire', 'F-422', 30, '1d 10:30 cancelled'],
  ['35d 10:55', 'email', 'compta@hotel-des-tilleuls.example', 'fr', '7 290,00', 'Solde : douze appliques pour l’hôtel', 'F-423', 30, '6d 09:45 paid mastercard'],
  ['33d 10:00', 'email', 'thomas.girard@courriel.example', 'fr', '315,00', 'Lampe d’architecte, ressorts neufs', 'F-424', 30, '2d 18:40 challenged', '4min cancelled', '1min confirmed'],
  ['31d 14:12', 'email', 'v.caron@courriel.example', 'fr', '154,00', 'Deux abat-jour plissés sur mesure', null, 15, 'expired'],
  ['28d 09:33', 'email', 'm.okafor@post.example', 'en', '880,00', 'Art Deco chandelier, cleaning and rewiring', 'F-426', 30, '7h paid', '6d 11:20 refunded 120,00'],
  ['26d 16:25', 'sms', '+33612340579', 'fr', '74,90', 'Variateur et pose sur lampadaire', 'F-427', 15, '35min paid', '9d 10:12 disputed unrecognized', '20d 09:40 dispute_lost'],
  ['24d 11:48', 'email', 'bureau@theatre-des-allees.example', 'fr', '5 200,00', 'Location : vingt guirlandes de bal, une semaine', 'D-131', 30, '4d 16:05 paid mastercard'],
  ['22d 10:02', 'email', 'yann.leroux@courriel.example', 'fr', '340,00', 'Atelier « Fabriquer sa lampe », deux places', 'A-37', 14, '2h paid', '3d 09:15 refunded'],
  ['19d 15:44', 'email', 'd.marchand@courriel.example', 'fr', '560,00', 'Lampe en albâtre : recollage et électrification', 'F-431', 30, '1d 19:25 incorrect_number', '2min paid', '6d 10:20 disputed fraudulent', '14d 11:05 dispute_won'],
  ['17d 09:18', 'own mail', 'contact@librairie-du-port.example', 'fr', '1 120,00', 'Éclairage de vitrine, quatre rails', 'F-432', 45],
  ['15d 17:31', 'sms', '+33612340681', 'fr', '39,00', 'Ampoules à filament, lot de six', null, 7, 'expired'],
  ['13d 10:40', 'email', 'r.fiorentino@posta.example', 'it', '265,00', 'Lampada da scrivania Vigie, ottone', 'F-434', 30, '1d 22:05 challenged', '15min timeout'],
  ['11d 14:09', 'email', 'camille.renaud@courriel.example', 'fr', '480,00', 'Suspension Méduse, verre fumé', 'F-435', 30, '50min paid', '9d 11:30 disputed not_received'],
  ['10d 15:40', 'email', 'atelier@menuiserie-prevost.example', 'fr', '420,00', 'Deux appliques d’établi, bras articulé', 'F-437', 30, '2d 17:05 settled_otherwise'],
  ['9d 10:05', 'email', 'p.marchetti@maison-verdier.example', 'fr', '1 350,00', 'Acompte : verrière de l’escalier', 'D-133', 30, '5h paid mastercard'],
  ['9d 11:15', 'email', 'julie.arnaud@courriel.example', 'fr', '190,00', 'Réparation d’une applique en bronze', 'F-436', 30, '20min cancelled'],
  ['8d 09:02', 'email', 'g.lemaitre@notaires-lemaitre.example', 'fr', '2 940,00', 'Acompte : lustre de l’étude', 'D-134', 30],
  ['7d 14:30', 'email', 'p.marchetti@maison-verdier.example', 'fr', '1 800,00', 'Acompte : verrière de l’escalier (paiement 2 sur 3)', 'D-133', 60, 'planned 12'],
  ['7d 14:30', 'email', 'p.marchetti@maison-verdier.example', 'fr', '1 350,00', 'Acompte : verrière de l’escalier (paiement 3 sur 3)', 'D-133', 90, 'planned 43'],
  ['6d 16:20', 'email', 'f.neumann@briefpost.example', 'de', '198,00', 'Lampenschirm aus Leinen, nach Maß', 'F-438', 30, '1d 18:55 paid'],
  ['5d 10:27', 'email', 'bastien.roy@courriel.example', 'fr', '645,00', 'Lampadaire tripode en chêne', 'F-439', 30, '2d 20:31 insufficient_funds', '3min insufficient_funds'],
  ['3d 15:05', 'email', 'ines.chevalier@courriel.example', 'fr', '170,00', 'Atelier « Fabriquer sa lampe », une place', 'A-40', 14, '1h paid'],
  ['4d 09:30', 'email', 'c.pelletier@couriel.example', 'fr', '135,00', 'Pied de lampe en céramique, émail bleu', 'F-440', 30, 'bounced'],
  ['2d 09:48', 'sms', '+33612340793', 'fr', '112,00', 'Restauration d’une lampe tempête', 'F-441', 30],
  ['1d 10:33', 'email', 'lea.martin@courriel.example', 'fr', '249,00', 'Lampe de bureau Vigie, laiton patiné', 'F-442', 30, '4h paid'],
  ['1d 14:50', 'email', 'o.sanchez@correo.example', 'es', '355,00', 'Restauración de un quinqué', 'F-443', 30, '3h card_declined'],
  ['1d 16:15', 'email', 'yann.leroux@courriel.example', 'fr', '510,00', 'Atelier « Fabriquer sa lampe », trois places', 'A-43', 30, 'planned 4'],
  ['1d 17:40', 'sms', '+33612340907', 'fr', '96,00', 'Entretien annuel d’un lustre', 'F-444', 45, 'planned 9'],
  ['47min', 'email', 'contact@maison-bellerive.example', 'fr', '1 460,00', 'Acompte : quatre lampes de chevet sur mesure', 'D-137', 30],
  ['6min', 'sms', '+33612340846', 'fr', '58,00', 'Abat-jour conique, toile écrue', null, 15],
]

/** `sign`: -1 counts back from `previous` and `first`, 1 counts forward. */
export function readMoment(moment: string, sign: 1 | -1, previous: Date, first: Date): Date {
  const [, count, unit, time] = /^(\d+)(min|h|d)(?: (\d\d:\d\d))?$/.exec(moment) ?? []
  if (time) return instantInParis(addDays(isoDay(first), sign * Number(count)), time)
  return secondsAfter(previous, sign * Number(count) * (unit === 'h' ? 3600 : 60))
}

export function readStep(step: string) {
  const parts = /^(?:(?<moment>\d+(?:min|h|d \d\d:\d\d)) )?(?<deed>\w+)(?: (?<detail>\S+))?$/.exec(step)
  return parts!.groups as { moment?: string; deed: string; detail?: string }
}

export function centsOf(amount: string): number {
  const parsed = parseAmount(amount)
  if (!parsed.ok) throw new Error(`unreadable amount: ${amount}`)
  return parsed.value
}

export function secondsAfter(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000)
}

/** The offset of Paris is read two hours earlier: this is wrong only within the hour in which the clocks change. */
function instantInParis(day: string, time: string): Date {
  const atThatTime = new Date(`${day}T${time}Z`)
  const parts = parisOffset.formatToParts(secondsAfter(atThatTime, -2 * 3600))
  const offset = parts.find(({ type }) => type === 'timeZoneName')!.value.replace('GMT', '')
  return new Date(`${day}T${time}${offset}`)
}

const parisOffset = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Paris', timeZoneName: 'longOffset' })
