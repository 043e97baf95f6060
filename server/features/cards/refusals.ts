import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  recipient_unclear: [
    422,
    'Donnez une adresse e-mail ou un numéro de mobile complet.',
    'Give a complete e-mail address or mobile number.',
  ],
  code_wrong: [
    422,
    'Ce code n’est pas le bon, ou il n’est plus valable. Demandez-en un nouveau.',
    'This code is wrong or no longer valid. Ask for a new one.',
  ],
  card_link_used: [
    410,
    'Ce lien a déjà servi ou n’est plus valable. Demandez-en un autre en magasin.',
    'This link was already used or is no longer valid. Ask for another in the shop.',
  ],
  card_sale_not_found: [404, 'Cet achat n’est pas sur votre carte.', 'This purchase is not on your card.'],
})
