import type { Block, EmailVariant } from './schemas.ts'

type WithoutId<T> = T extends unknown ? Omit<T, 'block_id'> : never

/** An e-mail whose blocks are numbered as they come. */
export const email = (subject: string, preheader: string, blocks: WithoutId<Block>[]): EmailVariant => ({
  subject,
  preheader,
  blocks: blocks.map((one, at) => ({ ...one, block_id: `b${at + 1}` }) as Block),
})

type Tone = 'plain' | 'tint' | 'brand'
type Align = 'left' | 'center'

export const text = (words: string, tone: Tone = 'plain', align: Align = 'left') =>
  ({ kind: 'text', words, tone, align }) as const
export const button = (label: string, url: string, tone: Tone = 'plain', align: Align = 'left') =>
  ({ kind: 'button', label, url, tone, align }) as const
export const picture = (alt: string) => ({ kind: 'picture', picture_id: null, alt, wide: true }) as const
