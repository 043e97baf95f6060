import type { Context } from '../../platform/database.ts'
export const salesUndo = { check: async (_ctx: Context, _import_id: string) => {} }
