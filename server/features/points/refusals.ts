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
  corrections_too_many: [
    429,
    'Vous avez écrit beaucoup de corrections aujourd’hui : continuez demain, ou demandez à quelqu’un d’autre.',
    'You have written many corrections today: go on tomorrow, or ask somebody else.',
  ],
  correction_not_found: [404, 'Cette correction est introuvable.', 'There is no such correction.'],
  correction_decided: [
    409,
    'Quelqu’un a déjà décidé de cette correction.',
    'Somebody has decided on this correction already.',
  ],
  correction_lapsed: [
    409,
    'Cette correction a attendu plus de 14 jours : il faut la demander à nouveau.',
    'This correction has waited for more than 14 days: ask for it again.',
  ],
  correction_own: [
    403,
    'On n’approuve pas sa propre correction : une autre personne doit la regarder.',
    'Nobody approves their own correction: somebody else must look at it.',
  ],
  correction_why_needed: [
    422,
    'Vous êtes seul propriétaire : dites pourquoi vous approuvez votre propre correction.',
    'You are the only owner: say why you approve your own correction.',
  ],
  approval_needs_person: [
    403,
    'Une personne doit approuver cette correction, pas un programme.',
    'A person must approve this correction, not a program.',
  ],
  spend_locked: [
    423,
    'Cette carte est bloquée : rien ne peut y être dépensé. Les achats continuent de compter.',
    'This card is locked: nothing can be spent from it. Purchases still count.',
  ],
  spend_locked_by_staff: [
    403,
    'La boutique a bloqué cette carte : demandez-lui de la débloquer.',
    'The shop has locked this card: ask there to unlock it.',
  ],
  spending_limit_reached: [
    429,
    'Cette carte a atteint ce qu’elle peut dépenser en un jour : réessayez demain.',
    'This card has reached what it may spend in a day: try again tomorrow.',
  ],
  rewards_too_many: [
    429,
    'Cette carte a pris trop d’avantages en une heure : réessayez plus tard.',
    'Too many rewards were taken with this card in an hour: try again later.',
  ],
  correction_empty: [
    422,
    'Une correction ajoute ou retire au moins un point.',
    'A correction adds or takes off at least one point.',
  ],
  unit_unknown: [422, 'Le programme ne compte rien de ce nom.', 'The programme counts nothing of this name.'],
})
