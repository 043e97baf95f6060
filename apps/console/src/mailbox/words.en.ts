import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  title: 'Trial mailbox',
  lead: 'Everything that would have left: e-mails and texts come here instead of going out.',
  settings: 'Settings',
  to: 'To {{recipient}}',
  from: 'From {{sender}}',
  mail: 'E-mail',
  sms: 'Text message',
  none: 'Nothing has left',
  none_for: 'An invitation, a sign-in code or a receipt by e-mail will appear here within a second.',
  messages: 'Messages received',
  message: 'Message',
  no_subject: 'No subject',
  as_seen: 'As one sees it',
  as_text: 'As text',
  as_sent: 'As sent',
  view: 'View of the message',
  choose: 'Choose a message to read it.',
  away: 'Here messages really leave',
  away_for: 'A mail server is set, so there is no trial mailbox.',
}
