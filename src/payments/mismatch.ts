/** What a gateway says contradicts our rows. Nothing is recorded, and the operator has to look into it. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch'
}
