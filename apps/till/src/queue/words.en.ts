import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  title: 'To send',
  lead: 'Everything is kept on this till and leaves by itself as soon as it can.',
  wrong: 'To look at',
  wrong_lead: 'The server did not accept these. Nothing is lost: choose what to do.',
  waits: 'Waiting',
  empty: 'Everything is sent.',
  sale: 'Sale of {{amount}}',
  return: 'Return',
  customer: 'Card of {{name}}',
  consent: 'Consent of {{name}}',
  mail: 'Receipt by e-mail',
  of: 'at {{time}}',
  again: 'Try again',
  keep_anyway: 'Record anyway',
  give_up: 'Do not record',
  it_is: 'It is {{name}}',
  create_anyway: 'Make it anyway',
  send_now: 'Send now',
  back: 'Back to the start',
  nobody: 'no name',
  give_up_title: 'Do not record it?',
  give_up_detail: 'It is removed from the till. The shop will keep no trace of it.',
  keep: 'Keep it',
}
