import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  promotions_changed: [
    409,
    'Une promotion vient de s’épuiser ou de finir\u202f: le prix affiché a changé. Dites-le au client avant d’encaisser.',
    'A promotion has just sold out or ended: the price shown has changed. Tell the customer before taking the money.',
  ],
  sale_not_found: [404, 'Cette vente est introuvable.', 'There is no such sale.'],
  sale_id_reused: [
    409,
    'Ce numéro de vente a déjà servi pour une autre vente. Rien n’a été enregistré.',
    'This sale id was already used for another sale. Nothing was recorded.',
  ],
  sale_empty: [
    422,
    'Une vente a des articles ou un montant, pas les deux ni aucun.',
    'A sale has lines or an amount, not both and not neither.',
  ],
  sale_too_large: [422, 'Ce montant est trop grand pour une vente.', 'This amount is too large for a sale.'],
  sale_store_unknown: [
    422,
    'Ce magasin n’existe pas ou n’est pas le vôtre.',
    'This store does not exist or is not yours.',
  ],
  sale_customer_unknown: [422, 'Cette carte ou ce client est inconnu.', 'This card or customer is unknown.'],
  voucher_unknown: [
    422,
    'Ce bon ou cette carte cadeau est inconnu.',
    'This voucher or gift card is unknown.',
  ],
  voucher_not_usable: [
    409,
    'Ce bon ou cette carte cadeau ne peut pas servir ici : voyez pourquoi.',
    'This voucher or gift card cannot be used here: see why.',
  ],
  reward_unknown: [
    422,
    'Cet avantage n’existe pas (ou plus) dans le programme.',
    'The programme has no such reward (any more).',
  ],
  reward_needs_customer: [422, 'Un avantage se prend sur une carte.', 'A reward is taken on a card.'],
  not_enough_points: [
    409,
    'Il n’y a pas assez de points pour cet avantage.',
    'There are not enough points for this reward.',
  ],
  points_not_usable: [
    409,
    'Ces points ne peuvent pas payer ici : voyez pourquoi.',
    'These points cannot pay here: see why.',
  ],
  points_need_customer: [422, 'On paie avec des points sur une carte.', 'Points pay on a card.'],
  points_twice: [
    422,
    'Indiquez une seule fois combien de chaque unité sert à payer.',
    'Say once how many of each unit pay.',
  ],
  sale_already_back: [
    409,
    'Tout ce qui a été vendu est déjà revenu.',
    'Everything that was sold has come back already.',
  ],
  cancellation_too_late: [
    409,
    'Une vente s’annule le jour même ; ensuite, seul un responsable le peut.',
    'A sale is cancelled on its own day; afterwards only a manager can.',
  ],
  exchange_id_reused: [
    409,
    'Ce numéro d’échange a déjà servi pour autre chose.',
    'This exchange id was already used for something else.',
  ],
  exchange_part_reused: [
    409,
    'La vente ou le retour de cet échange a déjà été enregistré séparément.',
    'The sale or the return of this exchange was already recorded by itself.',
  ],
  return_id_reused: [
    409,
    'Ce numéro de retour a déjà servi pour autre chose.',
    'This return id was already used for something else.',
  ],
  return_too_much: [
    422,
    'On ne peut pas rendre plus que ce qui a été acheté et pas encore rendu.',
    'No more can be returned than was bought and has not come back yet.',
  ],
  return_nothing: [422, 'Indiquez ce qui est rendu.', 'Say what is returned.'],
})
