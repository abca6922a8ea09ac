/** Refusals that end a request; `web/errors.ts` makes pages of them. */

/** Not yours, or not there: the same 404, so that nobody learns which. */
export class NotFound extends Error {
  readonly statusCode = 404
}

/** Theirs to see, but not to do: their role in the team does not allow it. */
export class NotAllowed extends Error {
  readonly statusCode = 403
}

/** A form of one merchant, sent when another one is looked at: it would act for the wrong one. */
export class OtherMerchant extends Error {
  readonly statusCode = 409
}

/** What is needed to answer is away for a moment, as far as we can tell. */
export class Unavailable extends Error {
  readonly statusCode = 503
}

/** Too many tries; says when to come back. */
export class TooMany extends Error {
  readonly statusCode = 429
  readonly retryAfterSeconds: number
  /** The name of the limit. */
  readonly limit: string
  constructor(retryAfterSeconds: number, limit: string) {
    super('rate limit reached')
    this.retryAfterSeconds = retryAfterSeconds
    this.limit = limit
  }
}
