import { addDays } from '../../domain/formats.ts'
import type { PortalLanguage } from '../../domain/words.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import { writeCsv } from '../exports/csv.ts'
import type { FormRules } from '../requests/form.ts'
import { columns } from './titles.ts'

/** A file that can be imported as it is, with two made-up customers, one of them by SMS if that is offered. */
export function writeSample(language: PortalLanguage, { today, smsOffered }: FormRules): string {
  const { columns: names, sample } = catalogueOf(language).imports
  const [year, month, day] = addDays(today, 30).split('-')
  const second = smsOffered ? '06 12 34 56 78' : 'hugo.petit@courriel.example'
  return writeCsv([
    columns.map((column) => names[column]),
    ['49,90', 'lea.martin@courriel.example', 'fr', sample.first, `${day}/${month}/${year}`, 'F-118'],
    ['1 250,00', second, 'fr', sample.second, '', ''],
  ])
}
