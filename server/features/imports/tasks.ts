import { rm } from 'node:fs/promises'
import type { TaskList } from 'graphile-worker'
import type { Parts } from '../../app.ts'
import { inTenant, type Database } from '../../platform/database.ts'
import { recoverImports } from './actions.ts'
import { forgetOld, listTenants } from './queries.ts'
import { workImport } from './work.ts'

export const IMPORTS_CRONTAB = '* * * * * recover_imports\n40 3 * * * forget_imported_files'

/** Longer than any slice takes: a worker that has been silent for so long is gone. */
const QUIET_MS = 90_000
const KEPT_DAYS = 30

export const importTasks = ({ db, config, nudge }: Pick<Parts, 'db' | 'config' | 'nudge'>): TaskList => ({
  import_work: (payload) =>
    workImport({ db, config, ...(nudge && { nudge }) }, payload as { tenant_id: string; import_id: string }),
  recover_imports: () => recoverAllImports(db, QUIET_MS),
  forget_imported_files: () => forgetFiles(db),
})

/** At the start of a program alone on its database, with 0: whatever was under way lost its worker with the last one. */
export async function recoverAllImports(db: Database, quiet_ms: number): Promise<void> {
  for (const { tenant_id } of await listTenants(db))
    await inTenant(db, { tenant_id, actor: 'system' }, (ctx) => recoverImports(ctx, quiet_ms))
}

/** A shop's customers are not left lying in uploaded files: thirty days after the end file and refused rows go. */
async function forgetFiles(db: Database): Promise<void> {
  for (const { tenant_id } of await listTenants(db)) {
    const paths = await inTenant(db, { tenant_id, actor: 'system' }, (ctx) => forgetOld(ctx, KEPT_DAYS))
    for (const path of paths) await rm(path, { force: true })
  }
}
