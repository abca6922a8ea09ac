/** The person who acts, and the merchant they act for. */
export interface Actor {
  id: string
  userId: string
}
