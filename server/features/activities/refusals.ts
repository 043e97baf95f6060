import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  activity_not_found: [404, 'Cette activité n’existe pas.', 'There is no such activity.'],
  activity_id_reused: [
    409,
    'Cet identifiant a déjà servi pour une autre activité.',
    'This id was already used for another activity.',
  ],
  activity_store_unknown: [422, 'Ce magasin n’existe pas.', 'There is no such store.'],
  activity_in_the_future: [
    422,
    'Cette activité n’a pas encore eu lieu.',
    'This activity has not happened yet.',
  ],
  activity_comes_by_itself: [
    409,
    'Cette activité s’inscrit d’elle-même, quand elle a lieu.',
    'This activity is written down by itself, when it happens.',
  ],
  profile_incomplete: [409, 'Le profil n’est pas complet.', 'The profile is not complete.'],
  profile_completed_before: [
    409,
    'Ce profil a déjà été complété une fois.',
    'This profile was completed once already.',
  ],
})
