/** The kinds of blocks, what a new one holds, and moving them about. Pure. */
import type { Block } from './queries.ts'

export const KINDS = [
  'text',
  'picture',
  'button',
  'divider',
  'columns',
  'promotions',
  'products',
  'voucher',
  'points',
  'countdown',
  'store',
  'map',
  'legal',
] as const
export type Kind = (typeof KINDS)[number]

export const newBlockId = () => `b${crypto.randomUUID().slice(0, 8)}`

type Texts = { text: string; button: string }

export function newBlock(kind: Kind, { text, button }: Texts): Block {
  const block_id = newBlockId()
  switch (kind) {
    case 'text':
      return { block_id, kind, words: text, align: 'left' }
    case 'picture':
      return { block_id, kind, picture_id: null, alt: '', wide: true }
    case 'button':
      return { block_id, kind, label: button, url: '{{ shop.card_url }}', align: 'left' }
    case 'divider':
      return { block_id, kind }
    case 'columns':
      return {
        block_id,
        kind,
        columns: [
          [{ block_id: newBlockId(), kind: 'text', words: text }],
          [{ block_id: newBlockId(), kind: 'text', words: text }],
        ],
      }
    case 'promotions':
      return { block_id, kind, count: 4, show_reason: true, tone: 'tint' }
    case 'products':
      return { block_id, kind, products: [], show_prices: true }
    case 'voucher':
      return { block_id, kind, from: 'message', show: 'qr' }
    case 'points':
      return { block_id, kind, bar: true }
    case 'countdown':
      return { block_id, kind, to: { kind: 'points' }, tone: 'tint' }
    case 'store':
      return { block_id, kind, store_id: null, show_hours: true, show_phone: true }
    case 'map':
      return { block_id, kind, store_id: null, picture_id: null, alt: '' }
    case 'legal':
      return { block_id, kind }
  }
}

/** The one at `from` is taken out and put where `to` was. */
export function moved<One>(all: readonly One[], from: number, to: number): One[] {
  const target = Math.max(0, Math.min(all.length - 1, to))
  const rest = all.toSpliced(from, 1)
  return rest.toSpliced(target, 0, all[from]!)
}

/** Beside the one that is chosen, or last. */
export function addedAfter(all: readonly Block[], block: Block, after: string | null): Block[] {
  const at = all.findIndex(({ block_id }) => block_id === after)
  return at === -1 ? [...all, block] : all.toSpliced(at + 1, 0, block)
}

export function copyOf(block: Block): Block {
  const copy = structuredClone(block)
  copy.block_id = newBlockId()
  if (copy.kind === 'columns')
    for (const column of copy.columns) for (const one of column) one.block_id = newBlockId()
  return copy
}
