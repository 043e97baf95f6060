import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  title_one: 'Your private sale',
  title_other: 'Your private sales',
  photos: 'Photos of {{name}}',
  photo: 'Photo {{count}}',
  when: '{{day}}, from {{from}} to {{to}}',
  people: 'How many of you will come?',
  yes: 'I will come',
  no: 'I cannot',
  no_longer: 'I cannot after all',
  said_yes_one: 'You are on the list.',
  said_yes_other: '{{count}} of you are on the list.',
  said_no: 'Thank you for telling us.',
  offline: 'Without a network the answer does not leave.',
}
