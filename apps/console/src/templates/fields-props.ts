import type { Block } from './queries.ts'

/** What the fields of one kind of block are given. */
export type FieldsProps<Of extends Block> = { block: Of; onBlock: (block: Of) => void; readOnly: boolean }
