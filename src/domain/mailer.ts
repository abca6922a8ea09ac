/**
 * The port of e-mail. An e-mail has exactly one recipient. The merchant stands in the display name and Reply-To,
 * never in From.
 */
export interface Email {
  /** Our message id, by which later reports of the provider are matched. */
  messageId: string
  to: string
  fromName: string
  replyTo: string
  subject: string
  text: string
  html: string
}

export interface Mailer {
  /**
   * Resolves with the provider's own id once the provider has taken the message. Throws `RefusedByProvider` or
   * `TryLater` when the provider has certainly not taken it. After any other error nobody knows whether it was taken.
   */
  send(email: Email): Promise<{ ref: string | null }>
  /**
   * Asks whether the provider has a message whose fate is unknown. Returns its id when the provider has it, null when
   * it certainly does not, undefined when it cannot say yet. Adapters of providers that cannot be searched leave `find`
   * out.
   */
  find?(email: { messageId: string; to: string; since: Date }): Promise<{ ref: string } | null | undefined>
}
