/** The state of these pages that stands in their address. */
import { CHANNELS, type Channel, type Language } from './queries.ts'

const among = <One extends string>(all: readonly One[], value: unknown) => all.find((one) => one === value)
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export type ListSearch = { channel?: Channel | undefined; put?: 'away' | undefined }
export const readListSearch = (given: Record<string, unknown>): ListSearch => ({
  channel: among(CHANNELS, given['channel']),
  put: among(['away'] as const, given['put']),
})

export type EditorSearch = {
  language?: Language | undefined
  block?: string | undefined
  customer?: string | undefined
  width?: 'phone' | undefined
  scheme?: 'dark' | undefined
  form?: 'text' | undefined
}
export const readEditorSearch = (given: Record<string, unknown>): EditorSearch => ({
  language: among(['fr', 'en'] as const, given['language']),
  block: text(given['block']),
  customer: text(given['customer']),
  width: among(['phone'] as const, given['width']),
  scheme: among(['dark'] as const, given['scheme']),
  form: among(['text'] as const, given['form']),
})

export type PromotionsSearch = { when?: 'coming' | 'over' | undefined; open?: string | undefined }
export const readPromotionsSearch = (given: Record<string, unknown>): PromotionsSearch => ({
  when: among(['coming', 'over'] as const, given['when']),
  open: text(given['open']),
})
