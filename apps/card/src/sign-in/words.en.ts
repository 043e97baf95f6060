import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  title: 'Open my card',
  lead: 'A six-figure code, and the card stays on this phone. No password.',
  invited: 'A friend invites you. Their code:',
  invited_lead:
    'No card yet? Give this code in the shop when it is made. A card already? Open it: the code waits for you here.',
  how: 'Where to send the code',
  sms: 'Mobile',
  email: 'E-mail',
  phone_label: 'Your mobile number',
  email_label: 'Your e-mail address',
  phone_example: '06 12 34 56 78',
  email_example: 'name@example.com',
  send: 'Send me my code',
  sending: 'Sending…',
  no_network: 'Opening the card for the first time needs a network.',
  code_title: 'Your code',
  code_sent: 'If a card is known at {{recipient}}, a code has just arrived there.',
  code_label: 'Six-figure code',
  check: 'Open my card',
  checking: 'Checking…',
  resend: 'Send a new code',
  resent: 'A new code has left. The one before no longer works.',
  wait: 'Possible in {{count}} s',
  change: 'Change the address or number',
  choose_title: 'Which card?',
  choose_lead: 'Several cards share this address.',
  nameless: 'Card without a first name',
  no_card: 'No card yet? Ask for it in the shop: it opens here in an instant.',
}
