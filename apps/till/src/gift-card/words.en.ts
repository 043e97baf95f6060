import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  title: 'Sell a gift card',
  name: '{{amount}} gift card',
  usual: 'Usual amounts',
  amount: 'Amount',
  pay: 'Take payment',
  pay_amount: 'Take {{amount}}',
  change_amount: 'Change the amount',
  give_up: 'Give up',
  offline: 'Selling a gift card needs a network',
  refused: 'The gift card was not sold',
  made: 'Gift card sold',
  code: 'Code of the gift card',
  qr: 'QR code of the gift card',
  once: 'This code is shown here only: print it or copy it before you finish.',
  code_gone: 'The card is sold, but its code can no longer be shown. A manager can replace it.',
  until: 'Valid until {{date}}',
  no_end: 'No end date',
  print: 'Print the card',
  done: 'Done',
}
