import { fact } from '../../platform/facts.ts'

export type ImportDone = { import_id: string; kind: string; counts: Record<string, number> }
export const ImportDone = fact<ImportDone>('import.done')

export type ImportUndone = { import_id: string; kind: string; counts: Record<string, number> }
export const ImportUndone = fact<ImportUndone>('import.undone')
