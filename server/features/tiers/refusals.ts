import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  ladder_unknown: [
    404,
    'Le programme n’a pas de statuts de ce nom.',
    'The programme has no ladder of this name.',
  ],
  tier_unknown: [422, 'Ce statut n’existe pas.', 'There is no such tier.'],
  tier_grant_past: [422, 'Choisissez une date à venir, ou aucune.', 'Choose a day to come, or none.'],
})
