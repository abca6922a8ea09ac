/** Why a customer was not erased: a request can still be paid, or money is on its way. */
export type EraseRefusal = 'pending' | 'under_way'
