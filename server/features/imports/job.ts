/** What the three kinds of files have in common while they are worked on. */
import type { House } from '../sales/house.ts'
import type { Codes } from '../vouchers/codes.ts'
import type { Context } from '../../platform/database.ts'
import type { ImportKind } from './reading/fields.ts'
import type { Mapping } from './reading/mapping.ts'
import type { Row } from './reading/source.ts'
import type { Options } from './options.ts'
import type { Said, Worked } from './report.ts'

export type Shop = {
  time_zone: string
  language: 'fr' | 'en'
  /** Folded names and codes of the stores. */
  stores: Map<string, string>
  zones: Map<string, string>
  /** The only store there is, or the one that was chosen. */
  default_store_id: string | null
}

export type Job = {
  import_id: string
  mapping: Mapping
  options: Options
  shop: Shop
  /** Stores and programme versions, as a sale is judged by. */
  house: House
  codes: Codes
  rehearsal: boolean
  /** What a job remembers from slice to slice; lost with it, so never needed to be right. */
  memory: Map<string, unknown>
}

export type Kind = {
  slice_rows: number
  /** Rows with the same answer stay in one slice. */
  groupOf?: (mapping: Mapping) => (row: Row) => string
  work: (ctx: Context, job: Job, rows: Row[], part: number) => Promise<Worked>
  /** Throws when it must not be undone at all. */
  checkUndo?: (ctx: Context, import_id: string) => Promise<void>
  /** Undoes a slice of what stands, the last first; null when nothing is left. */
  undo: (ctx: Context, import_id: string) => Promise<Record<string, number> | null>
}

export const said = (code: string, fr: string, en: string, column = '', value = ''): Said => ({
  code,
  column,
  value,
  fr,
  en,
})

export type Kinds = Record<ImportKind, Kind>
