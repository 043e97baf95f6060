import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  receipt_not_found: [
    404,
    'Ce ticket n’existe pas, ou son lien n’est plus valable.',
    'There is no such receipt, or its link is no longer good.',
  ],
  receipt_needs_email: [
    422,
    'Il faut une adresse e-mail : ce client n’en a pas donné.',
    'An e-mail address is needed: this customer gave none.',
  ],
  receipt_email_invalid: [422, 'Cette adresse e-mail est mal écrite.', 'This e-mail address is misspelt.'],
})
