/** What a blank page of each channel holds. */
import type { Channel, Variant } from './queries.ts'

export function emptyVariant(channel: Channel): Variant {
  switch (channel) {
    case 'email':
      return { subject: '', preheader: '', blocks: [] }
    case 'sms':
      return { text: '' }
    case 'push':
    case 'wallet':
      return { title: '', text: '', picture_id: null, target: 'card' }
    case 'letter':
      return { subject: '', words: '', place: '' }
    case 'phone':
      return {
        steps: [{ title: '', text: '' }],
        outcomes: [{ code: 'no_more_calls', label: 'Ne plus appeler' }],
      }
    case 'social':
      return { text: '', picture_id: null, alt: '' }
  }
}
