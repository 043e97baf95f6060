import { sql } from 'kysely'
import type { Context, Database } from '../../platform/database.ts'
import type { ImportKind } from './reading/fields.ts'
import type { Mapping } from './reading/mapping.ts'
import type { Sniffed } from './reading/sniff.ts'
import type { Position } from './reading/source.ts'
import type { Options } from './options.ts'
import type { Effect, NotTaken, Report, Said } from './report.ts'

type State =
  | 'uploaded'
  | 'rehearsing'
  | 'rehearsed'
  | 'waiting'
  | 'running'
  | 'paused'
  | 'done'
  | 'failed'
  | 'undoing'
  | 'undone'

type Cursor = { next?: Position; part?: number; finished?: boolean }

export type ImportRow = {
  tenant_id: string
  import_id: string
  kind: ImportKind
  file_name: string
  file_path: string
  file_hash: Buffer
  file_bytes: number
  reading: Sniffed
  mapping: Mapping
  options: Options
  state: State
  resumes: 'running' | 'undoing' | null
  driver: string | null
  cursor: Cursor
  rows_total: number | null
  rows_read: number
  rate: number | null
  report: Report | Record<string, never>
  rehearsal: Report | null
  error: string | null
  created_by: string
  created_by_name: string
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
  updated_at: Date
}

const imports = ({ tx, tenant_id }: Context) =>
  tx.selectFrom('import').selectAll().where('tenant_id', '=', tenant_id)

export const findImport = async (ctx: Context, import_id: string) =>
  (await imports(ctx).where('import_id', '=', import_id).executeTakeFirst()) as ImportRow | undefined

export const lockImport = async (ctx: Context, import_id: string) =>
  (await imports(ctx).where('import_id', '=', import_id).forUpdate().executeTakeFirst()) as
    | ImportRow
    | undefined

export async function listImports(
  ctx: Context,
  page: { after?: { created_at: Date; import_id: string }; limit: number },
) {
  let found = imports(ctx)
  const { after, limit } = page
  if (after)
    found = found.where((eb) =>
      eb(eb.refTuple('created_at', 'import_id'), '<', eb.tuple(after.created_at, after.import_id)),
    )
  const rows = await found.orderBy('created_at', 'desc').orderBy('import_id', 'desc').limit(limit).execute()
  return rows as ImportRow[]
}

/** The newest import of a kind whose mapping a person may have corrected: the next file begins with it. */
export const findEarlier = async (ctx: Context, kind: ImportKind) =>
  (await imports(ctx)
    .where('kind', '=', kind)
    .where('state', '=', 'done')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()) as ImportRow | undefined

export const findSameFile = ({ tx, tenant_id }: Context, { kind, file_hash, import_id }: ImportRow) =>
  tx
    .selectFrom('import')
    .select(['import_id', 'ended_at'])
    .where('tenant_id', '=', tenant_id)
    .where('kind', '=', kind)
    .where('file_hash', '=', file_hash)
    .where('state', '=', 'done')
    .where('import_id', '!=', import_id)
    .orderBy('ended_at', 'desc')
    .executeTakeFirst()

/** One import of a kind at a time: who is at it now. */
export const findBusy = ({ tx, tenant_id }: Context, kind: ImportKind, import_id: string) =>
  tx
    .selectFrom('import')
    .select(['import_id', 'file_name'])
    .where('tenant_id', '=', tenant_id)
    .where('kind', '=', kind)
    .where('state', 'in', ['running', 'undoing'])
    .where('import_id', '!=', import_id)
    .executeTakeFirst()

export const findNextWaiting = async ({ tx, tenant_id }: Context, kind: ImportKind) =>
  (await tx
    .selectFrom('import')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('kind', '=', kind)
    .where('state', '=', 'waiting')
    .orderBy('updated_at')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()) as ImportRow | undefined

/** Who starts and who stops of one kind follow each other. */
export const lockKind = ({ tx, tenant_id }: Context, kind: ImportKind) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`import ${tenant_id} ${kind}`}, 0))`.execute(tx)

export async function addImport(ctx: Context, row: Partial<ImportRow> & { import_id: string }) {
  const { reading, mapping, options = {}, ...plain } = row
  await ctx.tx
    .insertInto('import')
    .values({
      ...(plain as any),
      tenant_id: ctx.tenant_id,
      reading: JSON.stringify(reading),
      mapping: JSON.stringify(mapping),
      options: JSON.stringify(options),
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
}

const JSON_COLUMNS = ['reading', 'mapping', 'options', 'cursor', 'report', 'rehearsal']

export async function changeImport(ctx: Context, import_id: string, change: Partial<ImportRow>) {
  const values = Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      name,
      JSON_COLUMNS.includes(name) && value !== null ? JSON.stringify(value) : value,
    ]),
  )
  await ctx.tx
    .updateTable('import')
    .set({ ...values, updated_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('import_id', '=', import_id)
    .execute()
}

export async function addNotTaken(ctx: Context, import_id: string, rehearsal: boolean, rows: NotTaken[]) {
  const all = rows.map(({ row, kind, reasons, subject_id }) => ({
    row_no: row.line,
    kind,
    reasons,
    cells: row.cells,
    subject_id: subject_id ?? null,
  }))
  // Two rows of one line (a broken workbook) are one line to its reader.
  await sql`
    insert into import_refusal (tenant_id, import_id, rehearsal, row_no, kind, reasons, cells, subject_id)
    select ${ctx.tenant_id}, ${import_id}, ${rehearsal}, r.row_no, r.kind, r.reasons, r.cells, r.subject_id
    from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as r (row_no bigint, kind text, reasons jsonb, cells jsonb, subject_id uuid)
    on conflict do nothing`.execute(ctx.tx)
}

export const forgetNotTaken = ({ tx, tenant_id }: Context, import_id: string, rehearsal: boolean) =>
  tx
    .deleteFrom('import_refusal')
    .where('tenant_id', '=', tenant_id)
    .where('import_id', '=', import_id)
    .where('rehearsal', '=', rehearsal)
    .execute()

export type NotTakenRow = {
  row_no: number
  kind: string
  reasons: Said[]
  cells: string[]
  subject_id: string | null
}

export const listNotTaken = (
  { tx, tenant_id }: Context,
  import_id: string,
  rehearsal: boolean,
  after: number,
  limit: number,
) =>
  tx
    .selectFrom('import_refusal')
    .select(['row_no', 'kind', 'reasons', 'cells', 'subject_id'])
    .where('tenant_id', '=', tenant_id)
    .where('import_id', '=', import_id)
    .where('rehearsal', '=', rehearsal)
    .where('row_no', '>', after)
    .orderBy('row_no')
    .limit(limit)
    .execute() as Promise<NotTakenRow[]>

export async function addEffects(ctx: Context, import_id: string, effects: Effect[]) {
  if (effects.length === 0) return
  await sql`
    insert into import_effect (tenant_id, import_id, row_no, subject_id, effect, before)
    select ${ctx.tenant_id}, ${import_id}, r.row_no, r.subject_id, r.effect, r.before
    from jsonb_to_recordset(${JSON.stringify(effects)}::jsonb) as r (row_no bigint, subject_id uuid, effect text, before jsonb)
    on conflict do nothing`.execute(ctx.tx)
}

/** The last ones first: what was done last is undone first. */
export const takeLastEffects = async ({ tx, tenant_id }: Context, import_id: string, limit: number) => {
  const { rows } = await sql<Effect>`
    delete from import_effect e using (
      select row_no, subject_id from import_effect where tenant_id = ${tenant_id} and import_id = ${import_id}
      order by row_no desc, subject_id desc limit ${limit}) last
    where e.tenant_id = ${tenant_id} and e.import_id = ${import_id} and e.row_no = last.row_no and e.subject_id = last.subject_id
    returning e.row_no, e.subject_id, e.effect, e.before`.execute(tx)
  return rows.toSorted((a, b) => a.row_no - b.row_no)
}

export const enqueueWork = ({ tx, tenant_id }: Context, import_id: string) =>
  sql`select enqueue('import_work', ${JSON.stringify({ tenant_id, import_id })}::json, null, ${`import ${import_id}`})`.execute(
    tx,
  )

/** After the 1st, 2nd, 4th, 8th… slice: tables that grow by the thousand are planned for as they are. */
export const learnSizes = ({ tx }: Context) => sql`select learn_sizes()`.execute(tx)

export const listTenants = (db: Database) => db.selectFrom('tenant').select('tenant_id').execute()

/** Under way, and nobody has moved it for so long: its worker died. */
export const listStalled = ({ tx, tenant_id, now }: Context, quiet_ms: number) =>
  tx
    .selectFrom('import')
    .select('import_id')
    .where('tenant_id', '=', tenant_id)
    .where('state', 'in', ['rehearsing', 'running', 'undoing'])
    .where('updated_at', '<=', new Date(now.getTime() - quiet_ms))
    .execute()

/** Rows that were not taken, of imports that ended or were left lying so long ago; answers the paths of their files. */
export async function forgetOld({ tx, tenant_id, now }: Context, days: number): Promise<string[]> {
  const before = new Date(now.getTime() - days * 86_400_000)
  const old = await tx
    .selectFrom('import')
    .select(['import_id', 'file_path'])
    .where('tenant_id', '=', tenant_id)
    .where('state', 'in', ['uploaded', 'rehearsed', 'done', 'failed', 'undone'])
    .where('updated_at', '<', before)
    .where('updated_at', '>', new Date(before.getTime() - 7 * 86_400_000))
    .execute()
  for (const { import_id } of old)
    await tx
      .deleteFrom('import_refusal')
      .where('tenant_id', '=', tenant_id)
      .where('import_id', '=', import_id)
      .execute()
  return old.map(({ file_path }) => file_path)
}
