import { fact } from '../../platform/facts.ts'

/** The card came to a phone: by a code sent to its holder, or by the link that a seller showed. */
export const CardOpened = fact<{ by: 'code' | 'link' }>('card.opened')
export const CardLinked = fact<{ expires_at: string }>('card.linked')
