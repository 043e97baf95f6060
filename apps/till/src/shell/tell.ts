/** A message that passes: what happened, and what to do. Read aloud, and put away by a finger. */
import { notifications } from '@mantine/notifications'
import { houseWords } from '#ui/house-words.ts'

const COLOURS = { wrong: 'red', note: 'clay', done: 'teal' } as const
const SHOWN_MS = 8_000

export function tell(kind: keyof typeof COLOURS, title: string, message = '') {
  const closeButtonProps = { 'aria-label': houseWords.say('close'), size: 48 }
  notifications.show({ title, message, color: COLOURS[kind], autoClose: SHOWN_MS, closeButtonProps })
}
