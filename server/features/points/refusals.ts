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
