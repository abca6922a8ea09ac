/** What must hold after every step, whatever has gone wrong (bar, I1 to I8). */
import { type MessageStatus, statusesBefore } from '../../src/domain/message-lifecycle.ts'
import { type Books, isLive } from './reality.ts'

/** True when it is broken. */
type Rule = (books: Books) => boolean

const captures = ({ charges }: Books) => charges.filter(({ status }) => status === 'succeeded')
const sum = (rows: { amount_cents: number }[]) => rows.reduce((cents, row) => cents + row.amount_cents, 0)

const money: Record<string, Rule> = {
  'I1 captured more than once': (books) => captures(books).length > 1,
  'I1 captured another amount': (books) =>
    captures(books).some(({ amount_cents }) => amount_cents !== books.request.amount_cents),
  'I2 paid, and nothing captured': (books) => books.request.status === 'paid' && captures(books).length === 0,
  'I2 captured, not paid, and nobody will ask': (books) =>
    books.request.status !== 'paid' &&
    captures(books).some(
      ({ attempt_id }) => !books.attempts.some((one) => one.id === attempt_id && isLive(one)),
    ),
  'I3 cancelled or expired, and captured': (books) =>
    ['cancelled', 'expired'].includes(books.request.status) && captures(books).length > 0,
  'more given back than captured': (books) => {
    const given = books.given.filter(({ status }) => status === 'succeeded')
    return sum(given) > books.request.amount_cents
  },
  'a refund that the bank has, and we have not, or of another amount': ({ given, refunds }) =>
    given.some(
      ({ id, amount_cents }) => refunds.find((refund) => refund.id === id)?.amount_cents !== amount_cents,
    ),
  'a refund whose end the bank tells differently': ({ given, refunds }) =>
    refunds.some(
      ({ id, status }) => status !== 'pending' && given.find((one) => one.id === id)?.status !== status,
    ),
}

const hasLeft: MessageStatus[] = ['sent', 'delivered', 'bounced']

const messages: Record<string, Rule> = {
  'I4 a message taken twice': ({ taken }) =>
    new Set(taken.map(({ message_id }) => message_id)).size < taken.length,
  'I4 a message that is said to have left, and has not': ({ messages, taken }) =>
    messages.some(
      ({ id, status }) => hasLeft.includes(status) && !taken.some(({ message_id }) => message_id === id),
    ),
  'I4 a message that is said not to have left, and has': ({ messages, taken }) =>
    messages.some(
      ({ id, status }) => status === 'failed' && taken.some(({ message_id }) => message_id === id),
    ),
}

const ends = ['paid', 'attempt_failed', 'attempt_abandoned']
const endOf: Record<string, string> = {
  succeeded: 'paid',
  failed: 'attempt_failed',
  abandoned: 'attempt_abandoned',
}

const history: Record<string, Rule> = {
  'I5 statuses that do not follow one another': ({ events }) =>
    events.some(({ status_before }, index) => status_before !== (events[index - 1]?.status_after ?? null)),
  'I5 a history that ends elsewhere than its request': ({ request, events }) =>
    events.at(-1)?.status_after !== request.status,
  'I5 a change of status that its event does not bear the name of': ({ events }) =>
    events.some(
      ({ kind, status_before, status_after }) =>
        (status_before !== status_after) !== ['created', 'paid', 'cancelled', 'expired'].includes(kind),
    ),
  'I5 something told twice': ({ events }) => {
    const told = events.filter(({ kind }) => kind !== 'recipient_changed')
    const about = told.map(({ kind, attempt_id, message_id, refund_id }) => [
      kind,
      attempt_id,
      message_id,
      refund_id,
    ])
    return new Set(about.map(String)).size < told.length
  },
  'I5 an attempt whose beginning or end is not told as it is': ({ attempts, events }) =>
    attempts.some(({ id, status, failure_code }) => {
      const own = events.filter(({ attempt_id }) => attempt_id === id)
      const end = own.find(({ kind }) => ends.includes(kind))
      return (
        own[0]?.kind !== 'attempt_started' ||
        end?.kind !== endOf[status] ||
        (end?.failure_code ?? null) !== failure_code
      )
    }),
  'I5 a message whose last event is not its status, or that went back': ({ messages, events }) =>
    messages.some(({ id, status }) => {
      const told = events.filter(({ message_id }) => message_id === id).map(({ kind }) => statusIn(kind))
      const isLast = told.length === 0 ? ['queued', 'sending'].includes(status) : told.at(-1) === status
      return (
        !isLast || told.some((one, index) => index > 0 && !statusesBefore(one).includes(told[index - 1]!))
      )
    }),
  'I5 a refund whose beginning or end is not told as it is': ({ refunds, events }) =>
    refunds.some(({ id, status }) => {
      const told = events.filter(({ refund_id }) => refund_id === id).map(({ kind }) => kind)
      const due = status === 'pending' ? ['refund_started'] : ['refund_started', `refund_${status}`]
      return String(told) !== String(due)
    }),
}

const statusIn = (kind: string) => kind.slice('message_'.length) as MessageStatus

/** These once the faults are over and all that was due has been done. A lost text message stays uncertain. */
const afterwards: Record<string, Rule> = {
  'I8 an attempt under way': ({ attempts }) => attempts.some(isLive),
  'I8 a refund under way': ({ refunds }) => refunds.some(({ status }) => status === 'pending'),
  'I8 a message under way': ({ messages }) =>
    messages.some(
      ({ status, channel }) =>
        ['queued', 'sending'].includes(status) || (status === 'uncertain' && channel === 'email'),
    ),
  'I2 captured, and not paid': (books) => books.request.status !== 'paid' && captures(books).length > 0,
}

/** The names of those that are broken. */
export function findBroken(books: Books, { isOver = false } = {}): string[] {
  const rules = { ...money, ...messages, ...history, ...(isOver ? afterwards : {}) }
  return Object.entries(rules).flatMap(([name, isBroken]) => (isBroken(books) ? [name] : []))
}
