import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  title: 'Activities',
  none: 'Nothing yet besides their purchases.',
  add: 'Note an activity',
  add_title: 'Note an activity of {{name}}',
  add_lead:
    'What is not a purchase: a review, a visit, a bag brought back. The programme says what it gives.',
  what: 'What was done',
  other: 'Something else',
  other_name: 'Its name',
  other_example: 'knitting evening',
  when: 'When',
  gives: 'It gives {{what}}',
  gives_nothing: 'The programme gives nothing for it; it will be noted all the same.',
  do: 'Note it',
  done: '{{what}}: noted',
  done_with: '{{what}}: {{earned}}',
  earned: '{{units}}',
  nothing: 'nothing',
  capped: 'the cap is reached',
  cancelled: 'cancelled: {{reason}}',
  cancel: 'Cancel {{what}}',
  cancel_title: 'Cancel: {{what}}',
  cancel_lead: 'What it gave is taken back, exactly.',
  cancel_reason: 'Why',
  cancel_example: 'Noted by mistake',
  cancel_do: 'Cancel the activity',
  cancel_done: 'Activity cancelled',
  more: 'See more',
}
