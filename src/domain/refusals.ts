/** Why nothing was erased: something is still to be paid, or money is on its way. */
export type EraseRefusal = 'pending' | 'under_way'
