import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  waiting_online_one: 'Sending {{count}} sale',
  waiting_online_other: 'Sending {{count}} sales',
  waiting_offline_one: 'Offline, {{count}} sale waiting',
  waiting_offline_other: 'Offline, {{count}} sales waiting',
  offline: 'Offline',
  online: 'Online',
}
