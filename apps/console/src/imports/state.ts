import type { WordKey } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const STATE_COLOURS: Record<string, string> = {
  uploaded: 'yellow',
  rehearsing: 'green',
  rehearsed: 'yellow',
  waiting: 'gray',
  running: 'green',
  paused: 'yellow',
  done: 'green',
  failed: 'red',
  undoing: 'gray',
  undone: 'gray',
}

export const stateWord = (state: string) => `state_${state}` as WordKey<typeof fr>
export const fieldWord = (field: string) => `field_${field}` as WordKey<typeof fr>
