import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  programme_not_found: [404, 'Il n’y a pas encore de programme.', 'There is no programme yet.'],
  programme_has_problems: [
    422,
    'Ce programme ne peut pas être enregistré : voyez pourquoi.',
    'This programme cannot be saved: see why.',
  ],
  programme_version_taken: [
    409,
    'Le programme a été modifié entre-temps : rechargez, puis recommencez.',
    'The programme was changed meanwhile: reload, then try again.',
  ],
  programme_in_the_past: [
    422,
    'Une nouvelle version commence maintenant ou plus tard : ce qui est passé ne change plus.',
    'A new version begins now or later: what is past does not change any more.',
  ],
  programme_has_begun: [
    409,
    'Cette version a déjà commencé : écrivez-en une nouvelle.',
    'This version has already begun: write a new one.',
  ],
  reward_differs: [
    409,
    'Cette récompense a été modifiée entre-temps : rechargez, puis recommencez.',
    'This reward was changed meanwhile: reload, then try again.',
  ],
})
