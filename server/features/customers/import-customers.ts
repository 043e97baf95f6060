import type { Context } from '../../platform/database.ts'
export async function importCustomers(_ctx: Context, _rows: unknown[]): Promise<never> { throw new Error('not yet') }
