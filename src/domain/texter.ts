/** The port of SMS. */
export interface Sms {
  /** Our message id, by which later reports of the provider are matched. */
  messageId: string
  /** E.164. */
  to: string
  /** The merchant's sender id, 1 to 11 letters and digits. */
  from: string
  text: string
}

export interface Texter {
  /**
   * Resolves with the provider's own id once the provider has taken the SMS. Throws `RefusedByProvider` or `TryLater`
   * when the provider has certainly not taken it. After any other error nobody knows whether it was taken.
   */
  send(sms: Sms): Promise<{ ref: string | null }>
}
