/**
 * The SMS sender id ("expéditeur SMS"), which the phone shows instead of a number. The rules are those of the French
 * operators (AF2M).
 */
import { invalid, type Parsed, valid } from './parsed.ts'

/** Operators block names that any company could have. */
const genericWords = [
  'paiement',
  'paiements',
  'payment',
  'pay',
  'payer',
  'banque',
  'bank',
  'info',
  'infos',
  'sms',
  'rdv',
  'alerte',
  'alert',
  'message',
  'notif',
  'service',
  'client',
  'livraison',
  'colis',
  'promo',
  'contact',
  'verify',
  'code',
  'secure',
]

export type SenderProblem = 'empty' | 'characters' | 'too_long' | 'digits' | 'generic'

export function parseSender(typed: string): Parsed<string, SenderProblem> {
  const sender = typed.trim()
  const problem = findProblem(sender)
  return problem ? invalid(problem) : valid(sender)
}

function findProblem(sender: string): SenderProblem | undefined {
  if (sender === '') return 'empty'
  if (!/^[0-9A-Za-z]+$/.test(sender)) return 'characters'
  if (sender.length > 11) return 'too_long'
  if (/^\d+$/.test(sender)) return 'digits'
  return genericWords.includes(sender.toLowerCase()) ? 'generic' : undefined
}

/** `Atelier Lumière` -> `ATELIERLUMI`. Undefined when no character of the name can be used. */
export function suggestSender(tradeName: string): string | undefined {
  const letters = tradeName
    .normalize('NFD')
    .replace(/œ/gi, 'oe')
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase()
    .slice(0, 11)
  const parsed = parseSender(letters)
  return parsed.ok ? parsed.value : undefined
}
