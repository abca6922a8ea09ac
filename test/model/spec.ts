/** What must happen to one request, whatever goes wrong on the way: the model. */
import type { Status } from '../../src/domain/request-lifecycle.ts'
import type { Point } from '../faults/points.ts'
import type { CardName, Facts, Live, PendingRefund } from './facts.ts'
import type { Fault } from './fault.ts'

/** What the step answers, when its process does not crash. */
type Answer = number | undefined

const opening = { paid: 'succeeded', lost: 'succeeded', challenge: 'challenged', declined: 'failed' } as const
const crashOr = (answer: number, fault?: Fault): Answer => (fault?.how === 'crashes' ? undefined : answer)
const at = (point: Point, fault?: Fault) => fault?.point === point

export class Spec implements Facts {
  status: Status = 'pending'
  isPast = false
  live: Live | null = null
  hasBankPage = false
  pendingRefunds: PendingRefund[] = []
  givenCents = 0
  refundKeys: string[] = []
  readonly amountCents: number

  constructor(amountCents: number) {
    this.amountCents = amountCents
  }

  pay(card: CardName, fault?: Fault): Answer {
    if (this.status === 'pending' && this.live?.phase === 'challenged') {
      if (!this.closeLive(fault)) return crashOr(303, fault)
    }
    if (this.status !== 'pending' || this.live || this.isPast) return 303
    this.live = {
      phase: 'in_flight',
      isOver: false,
      bank: at('before pay', fault) ? 'nothing' : opening[card],
    }
    if (at('before pay', fault)) return crashOr(303, fault)
    if (card === 'lost') return 303
    if (at('after pay', fault)) return crashOr(303, fault)
    this.learn()
    return card === 'declined' ? 402 : 303
  }

  cancel(fault?: Fault): Answer {
    if (this.status === 'pending' && this.live?.phase === 'challenged') {
      if (!this.closeLive(fault)) return crashOr(409, fault)
    }
    if (this.status !== 'pending' || this.live || this.isPast) return 409
    this.status = 'cancelled'
    return 303
  }

  decide(decision: 'accept' | 'refuse', fault?: Fault): Answer {
    const open = this.live?.phase === 'challenged' ? this.live : undefined
    if (open?.bank === 'challenged') open.bank = decision === 'accept' ? 'succeeded' : 'failed'
    if (open && !fault) this.learn()
    return crashOr(303, fault)
  }

  /** What the gateway says when it is asked. */
  learn(): void {
    if (!this.live || this.live.bank === 'nothing') return
    if (this.live.bank === 'challenged') {
      this.live.phase = 'challenged'
      this.hasBankPage = true
      return
    }
    if (this.live.bank === 'succeeded') this.status = 'paid'
    this.live = null
  }

  /** False when its answer does not come. */
  closeLive(fault?: Fault): boolean {
    if (!this.live) return true
    if (at('before cancel', fault)) return false
    if (this.live.bank === 'nothing' || this.live.bank === 'challenged') this.live.bank = 'cancelled'
    if (at('after cancel', fault)) return false
    this.learn()
    return true
  }

  passDate(): void {
    this.isPast = true
  }

  expire(): void {
    if (this.status === 'pending' && this.isPast && !this.live) this.status = 'expired'
  }

  send(): Answer {
    return this.status === 'pending' && !this.isPast ? 303 : 409
  }

  refund(cents: number, key: string, fault?: Fault): Answer {
    if (this.status !== 'paid') return 409
    if (this.refundKeys.includes(key)) return 303
    if (cents > this.restCents) return 422
    this.refundKeys.push(key)
    if (!at('before refund', fault) && !at('after refund', fault)) this.givenCents += cents
    else this.pendingRefunds.push({ cents, isAtBank: at('after refund', fault) })
    return crashOr(303, fault)
  }

  get restCents(): number {
    return this.amountCents - this.givenCents - this.pendingRefunds.reduce((sum, { cents }) => sum + cents, 0)
  }

  /** Everything is due. Who stands at the bank's page, and has time left, is only asked about. */
  sweep(after: 'a minute' | 'a day', fault?: Fault): void {
    if (this.live && after === 'a day') this.live.isOver = true
    if (!this.lookAfterLive(fault) && fault?.how === 'crashes') return
    if (!this.checkRefunds(fault)) return
    this.expire()
  }

  /** False when the answer does not come. */
  lookAfterLive(fault?: Fault): boolean {
    if (this.live?.phase !== 'challenged' || this.live.isOver) return this.closeLive(fault)
    if (at('before find', fault) || at('after find', fault)) return false
    this.learn()
    return true
  }

  checkRefunds(fault?: Fault): boolean {
    const waiting = this.pendingRefunds
    this.pendingRefunds = []
    let next = fault
    for (const [index, refund] of waiting.entries()) {
      if (!isHit(refund, next)) {
        this.givenCents += refund.cents
        continue
      }
      this.pendingRefunds.push({ ...refund, isAtBank: refund.isAtBank || at('after refund', next) })
      if (next?.how === 'crashes') {
        this.pendingRefunds.push(...waiting.slice(index + 1))
        return false
      }
      next = undefined
    }
    return true
  }
}

/** One that the bank knows is found, and not asked for again. */
function isHit({ isAtBank }: PendingRefund, fault?: Fault): boolean {
  if (at('before findRefund', fault) || at('after findRefund', fault)) return true
  return !isAtBank && (at('before refund', fault) || at('after refund', fault))
}
