import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  consent_needs_text: [
    422,
    'Un accord ne vaut que pour un texte montré : indiquez sa version (text_version).',
    'A yes is only worth something for a text that was shown: give its version (text_version).',
  ],
  consent_text_not_found: [
    404,
    'Ce texte d’accord n’existe pas dans cette version.',
    'There is no such version of this consent text.',
  ],
  consent_text_fixed: [
    409,
    'Ce texte a déjà servi : écrivez une nouvelle version.',
    'This text has already been used: write a new version.',
  ],
  consent_id_reused: [
    409,
    'Cet identifiant désigne déjà une autre réponse.',
    'This id already names another answer.',
  ],
  consent_in_future: [422, 'Cette réponse est datée dans le futur.', 'This answer is dated in the future.'],
})
