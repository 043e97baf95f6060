import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  points_short: [409, 'Il n’y a pas assez de points disponibles.', 'There are not enough points available.'],
  hold_ended: [
    409,
    'Cette réserve de points est terminée : recommencez.',
    'These points are no longer set aside: start again.',
  ],
  hold_id_reused: [
    409,
    'Cette réserve a déjà servi pour autre chose.',
    'This hold was already used for something else.',
  ],
  points_customer_unknown: [404, 'Ce client est introuvable.', 'There is no such customer.'],
  hold_not_found: [404, 'Cette réserve de points est introuvable.', 'There is no such hold.'],
  hold_exceeded: [
    409,
    'On ne peut pas prendre plus que ce qui est réservé.',
    'No more can be taken than is set aside.',
  ],
  hold_captured: [
    409,
    'Les points de cette réserve ont déjà été pris.',
    'What was set aside here was taken already.',
  ],
  merge_id_reused: [
    409,
    'Cette réunion de comptes a déjà servi pour deux autres comptes.',
    'This merge was already used for two other accounts.',
  ],
  merge_not_found: [404, 'Cette réunion de comptes est introuvable.', 'There is no such merge of accounts.'],
  accounts_already_one: [
    409,
    'Ces deux clients ont déjà le même compte.',
    'These two customers already share one account.',
  ],
  merge_units_held: [
    409,
    'Des points sont réservés en ce moment : attendez la fin de la réserve, ou annulez-la.',
    'Points are set aside just now: wait until that ends, or cancel it.',
  ],
  merge_later_merged: [
    409,
    'Ce compte a été réuni à un autre depuis : défaites d’abord cette dernière réunion.',
    'This account was joined to another since: undo that first.',
  ],
  correction_id_reused: [
    409,
    'Cette correction a déjà servi pour autre chose.',
    'This correction id was already used for something else.',
  ],
  correction_too_large: [
    403,
    'Cette correction dépasse ce que votre rôle permet.',
    'This correction is more than your role allows.',
  ],
  correction_below_zero: [
    409,
    'On ne peut pas retirer plus que ce qui est disponible.',
    'No more can be taken off than is available.',
  ],
  correction_customer_unknown: [404, 'Ce client est introuvable.', 'There is no such customer.'],
  correction_empty: [
    422,
    'Une correction ajoute ou retire au moins un point.',
    'A correction adds or takes off at least one point.',
  ],
  unit_unknown: [422, 'Le programme ne compte rien de ce nom.', 'The programme counts nothing of this name.'],
})
