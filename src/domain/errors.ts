/** Errors that end a request with a page for the reader; `web/errors.ts` renders it. */

/** The row does not exist, or belongs to another merchant. Both get the same 404, so that nobody learns which. */
export class NotFound extends Error {
  readonly statusCode = 404
}

/** The person's role in the team does not allow this. */
export class NotAllowed extends Error {
  readonly statusCode = 403
}

/**
 * The form was opened for one merchant and sent after another one was chosen. Obeying it would act for the wrong
 * merchant.
 */
export class OtherMerchant extends Error {
  readonly statusCode = 409
}

/** A rate limit was reached. `retryAfterSeconds` says when to try again. */
export class TooMany extends Error {
  readonly statusCode = 429
  readonly retryAfterSeconds: number
  /** The name of the limit, as in `limits.ts`. */
  readonly limit: string
  constructor(retryAfterSeconds: number, limit: string) {
    super('rate limit reached')
    this.retryAfterSeconds = retryAfterSeconds
    this.limit = limit
  }
}

/** For `catch`, where a limit that was reached is told in the page. Any other error is thrown again. */
export function asTooMany(error: unknown): TooMany {
  if (error instanceof TooMany) return error
  throw error
}
