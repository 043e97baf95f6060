import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  title: 'Every night',
  lead: 'What time does to accounts: points that become available, that expire, rewards given by themselves.',
  running: 'A night under way',
  night: 'Night of',
  took: 'Took',
  accounts: 'Accounts',
  matured: 'Available',
  expired: 'Expired',
  given: 'Rewards',
  under_way: 'under way',
  quiet: 'Nothing to do',
  none: 'No night yet',
  none_for: 'As soon as points mature or expire, each night is noted here.',
  minutes: '{{count}} min',
  seconds: '{{count}} s',
}
