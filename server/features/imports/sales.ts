import type { Kind } from './job.ts'
export const salesKind: Kind = { slice_rows: 4000, work: async () => { throw new Error('soon') }, undo: async () => null }
