import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  waiting_online_one: 'Sending {{count}} sale',
  waiting_online_other: 'Sending {{count}} sales',
  waiting_offline_one: 'Offline, {{count}} sale waiting',
  waiting_offline_other: 'Offline, {{count}} sales waiting',
  things_online_one: 'Sending {{count}} thing',
  things_online_other: 'Sending {{count}} things',
  things_offline_one: 'Offline, {{count}} thing waiting',
  things_offline_other: 'Offline, {{count}} things waiting',
  to_see_one: '{{count}} to look at',
  to_see_other: '{{count}} to look at',
  offline: 'Offline',
  online: 'Online',
  erase: 'Erase',
}
