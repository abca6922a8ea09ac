/** The brands of cards that a gateway may take, and whose marks we can draw. */
export const cardBrands = ['Visa', 'Mastercard', 'American Express'] as const

export type CardBrand = (typeof cardBrands)[number]
