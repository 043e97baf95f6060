import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  wallet_not_set_up: [
    404,
    'Cette enseigne ne met pas encore ses cartes dans l’application du téléphone.',
    'This shop does not put its cards into the phone’s wallet yet.',
  ],
  pass_not_found: [404, 'Cette carte n’existe pas.', 'There is no such pass.'],
  pass_not_yours: [401, 'Cette carte ne s’ouvre pas ainsi.', 'This pass does not open this way.'],
  pass_link_over: [
    404,
    'Ce lien ne sert que dix minutes : touchez de nouveau le bouton de votre carte.',
    'This link works for ten minutes: press the button of your card again.',
  ],
  wallet_away: [
    503,
    'Google ne répond pas pour le moment. Réessayez dans un instant.',
    'Google does not answer at the moment. Try again shortly.',
  ],
})
