/** The SMS contract. */
export interface Sms {
  /** Our message id: what later reports of the provider are matched with. */
  messageId: string
  /** E.164. */
  to: string
  /** The merchant's sender id, 1 to 11 letters and digits. */
  from: string
  text: string
}

export interface Texter {
  /**
   * Resolves with the provider's own reference once it has taken the message. Throws `RefusedByProvider` or `TryLater`
   * when it surely has not; after any other error nobody knows.
   */
  send(sms: Sms): Promise<{ ref: string | null }>
}
