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
  /** Resolves with the provider's own reference once it has taken the message. */
  send(email: Email): Promise<{ ref: string | null }>
}
