import { formatCount } from '../../../domain/formats.ts'
import { limits } from '../../../domain/limits.ts'
import type { errors as fr } from '../fr/errors.ts'

export const errors = {
  pages: {
    400: ['We did not understand this request', 'Go back to the previous page and try again.'],
    403: [
      'This action was refused',
      'It seems to come from another site. Go back to the previous page, reload it and try again.',
    ],
    role: ['Your role does not allow this action', 'Ask someone in your team who may do it.'],
    merchant: [
      'You switched to another business in another tab',
      'Nothing was done. Reload the page, check which business it names at the top, then try again.',
    ],
    404: [
      'This page does not exist',
      'The address is incomplete, or the page is not open to you. If you were following a payment link, check that it is whole, or ask the merchant for it again.',
    ],
    409: [
      'This action is no longer possible',
      'The request has changed in the meantime. Reload the page to see where it stands.',
    ],
    413: ['What was sent is too large', 'Shorten what you entered and try again.'],
    415: ['This format is not accepted', 'Use the form on the page to send your request.'],
    421: ['This address is not ours', 'Open the service at its usual address.'],
    429: ['Too many tries', 'For safety, you need to wait a little.'],
    texts: [
      'All of today’s SMS have been sent',
      `A merchant sends ${formatCount(limits.texts.most, 'en')} SMS a day at most. This request was not created: send it by e-mail, or tomorrow.`,
    ],
    500: [
      'Something went wrong',
      'The fault is ours. Try again in a moment; if you were paying, open your link again first: it will tell you where the payment stands.',
    ],
    503: [
      'The service is unavailable for a moment',
      'Try again in a few moments; if you were paying, open your link again first: it will tell you where the payment stands.',
    ],
  },
  comeBack: (minutes: number) => {
    if (minutes > 90) return `Try again in ${Math.ceil(minutes / 60)} hours.`
    return `Try again in ${minutes > 1 ? `${minutes} minutes` : 'a minute'}.`
  },
  title: 'Error',
  home: 'Home',
  reference: (status: number, id: string) => `Error ${status} · reference ${id}`,
} satisfies typeof fr
