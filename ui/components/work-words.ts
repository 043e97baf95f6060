import { featureWords } from '../words.ts'

const fr = {
  done_of: '{{done}} sur {{total}}',
  left_seconds_one: 'encore {{count}} seconde',
  left_seconds_other: 'encore {{count}} secondes',
  left_minutes_one: 'encore environ {{count}} minute',
  left_minutes_other: 'encore environ {{count}} minutes',
  left_hours_one: 'encore environ {{count}} heure',
  left_hours_other: 'encore environ {{count}} heures',
  may_leave: 'Vous pouvez quitter cette page, le travail continue.',
  saved: 'Enregistré',
  saving: 'Enregistrement…',
  not_saved: 'Pas encore enregistré : {{why}}',
}

export const workWords = featureWords('work', fr, {
  done_of: '{{done}} of {{total}}',
  left_seconds_one: '{{count}} second left',
  left_seconds_other: '{{count}} seconds left',
  left_minutes_one: 'about {{count}} minute left',
  left_minutes_other: 'about {{count}} minutes left',
  left_hours_one: 'about {{count}} hour left',
  left_hours_other: 'about {{count}} hours left',
  may_leave: 'You may leave this page, the work goes on.',
  saved: 'Saved',
  saving: 'Saving…',
  not_saved: 'Not saved yet: {{why}}',
})
