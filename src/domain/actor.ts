/** Who acts, and for which merchant. */
export interface Actor {
  id: string
  userId: string
}
