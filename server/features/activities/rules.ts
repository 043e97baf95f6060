/** What customers do that is not a purchase, and when a profile is complete. Pure. */

/** Those the product knows by name; any other [a-z][a-z0-9_]* is what the shop calls it. */
export const ACTIVITIES: Record<string, { fr: string; en: string; by: 'hand' | 'itself' }> = {
  profile_completed: { fr: 'Profil complété', en: 'Profile completed', by: 'itself' },
  survey_answered: { fr: 'Questionnaire rempli', en: 'Survey answered', by: 'hand' },
  friend_brought: { fr: 'Ami amené', en: 'Friend brought', by: 'itself' },
  friend_joined: { fr: 'Arrivée grâce à un ami', en: 'Came by way of a friend', by: 'itself' },
  review: { fr: 'Avis laissé', en: 'Review left', by: 'hand' },
  visit: { fr: 'Visite', en: 'Visit', by: 'hand' },
  event_attended: { fr: 'Événement', en: 'Event attended', by: 'hand' },
  bag_returned: { fr: 'Sac rapporté', en: 'Bag returned', by: 'hand' },
  donation: { fr: 'Don', en: 'Donation', by: 'hand' },
  newsletter: { fr: 'Inscription à la lettre', en: 'Newsletter sign-up', by: 'hand' },
}

/** « Sac rapporté »; of one that the product does not know, its own name with spaces. */
export function nameOfActivity(activity: string, language: 'fr' | 'en'): string {
  const known = ACTIVITIES[activity]?.[language]
  if (known) return known
  const words = activity.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export type Profile = {
  first_name: string | null
  last_name: string | null
  birth_date: string | null
  address_line1: string | null
  postal_code: string | null
  city: string | null
  /** An e-mail or a telephone number. */
  reachable: boolean
}

/** What is still missing of a profile; the fields as the record names them. */
export function missingOf(profile: Profile): string[] {
  const given = (text: string | null) => text !== null && text.trim() !== ''
  const missing: string[] = []
  if (!given(profile.first_name)) missing.push('first_name')
  if (!given(profile.last_name)) missing.push('last_name')
  if (profile.birth_date === null) missing.push('birth_date')
  if (!profile.reachable) missing.push('contact')
  if (![profile.address_line1, profile.postal_code, profile.city].every(given)) missing.push('address')
  return missing
}
