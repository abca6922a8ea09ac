/** The e-mail contract. Exactly one recipient; the merchant is in the display name and Reply-To, never the From. */
export interface Email {
  /** Our message id: what later reports of the provider are matched with. */
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
   * Resolves with the provider's own reference once it has taken the message. Throws `RefusedByProvider` or `TryLater`
   * when it surely has not; after any other error nobody knows.
   */
  send(email: Email): Promise<{ ref: string | null }>
  /**
   * Whether the provider has a message we do not know the fate of: its reference when it does, null when it surely
   * does not; undefined when it cannot say (yet). Absent where the provider offers no search.
   */
  find?(email: { messageId: string; to: string; since: Date }): Promise<{ ref: string } | null | undefined>
}
