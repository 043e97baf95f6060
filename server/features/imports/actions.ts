/** What a person does with a file: sends it, corrects what its columns mean, rehearses, runs, pauses, undoes. */
import { rename } from 'node:fs/promises'
import { isoDate, localDayOf } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { findProgramme } from '../programmes/actions.ts'
import { pathOf } from './keep-file.ts'
import type { Options } from './options.ts'
import * as rows from './queries.ts'
import type { ImportRow } from './queries.ts'
import { FIELDS, type ImportKind } from './reading/fields.ts'
import { correctMapping, proposeMapping, type Mapping } from './reading/mapping.ts'
import { sniff } from './reading/reading.ts'
import type { Sniffed } from './reading/sniff.ts'
import { fileOnDisk } from './reading/source.ts'
import { Unreadable } from './reading/unreadable.ts'
import { refuse } from './refusals.ts'
import { salesUndo } from './undo-sales.ts'

/** Looks at a file; says no, with what to do, when it is no table. */
export async function lookAt(path: string, options: { sheet?: string } = {}): Promise<Sniffed> {
  try {
    return await sniff(await fileOnDisk(path), options)
  } catch (error) {
    if (error instanceof Unreadable)
      throw refuse('import_unreadable', { why: error.code, detail: error.sentences })
    throw error
  }
}

type Arrived = {
  import_id: string
  kind: ImportKind
  file_name: string
  file: { path: string; hash: Buffer; bytes: number }
  reading: Sniffed
  home: string
  by_name: string
}

/** The same file under the same id is the same import; `false` says that nothing was added. */
export async function addUpload(ctx: Context, arrived: Arrived): Promise<boolean> {
  const { import_id, kind, file_name, file, reading, home, by_name } = arrived
  const known = await rows.findImport(ctx, import_id)
  if (known && (known.kind !== kind || !known.file_hash.equals(file.hash))) throw refuse('import_id_reused')
  if (known) return false
  const earlier = await rows.findEarlier(ctx, kind)
  const mapping = proposeMapping(kind, reading, {
    today: await today(ctx),
    earlier: earlier?.mapping as Mapping<typeof kind> | undefined,
  })
  const file_path = pathOf(home, ctx.tenant_id, import_id)
  await rows.addImport(ctx, {
    import_id,
    kind,
    file_name,
    file_path,
    file_hash: file.hash,
    file_bytes: file.bytes,
    reading,
    mapping: mapping as Mapping,
    options: earlier?.options ?? {},
    state: 'uploaded',
    created_by: ctx.actor,
    created_by_name: by_name,
  })
  await rename(file.path, file_path)
  return true
}

async function today({ tx, tenant_id, now }: Context): Promise<string> {
  const { time_zone } = await tx
    .selectFrom('tenant')
    .select('time_zone')
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
  return isoDate(localDayOf(now.getTime(), time_zone))
}

export async function getImport(ctx: Context, import_id: string): Promise<ImportRow> {
  const row = await rows.findImport(ctx, import_id)
  if (!row) throw refuse('import_not_found')
  return row
}

async function lock(ctx: Context, import_id: string): Promise<ImportRow> {
  const row = await rows.lockImport(ctx, import_id)
  if (!row) throw refuse('import_not_found')
  return row
}

type ColumnChange = {
  index: number
  field?: string | null
  date_order?: 'dmy' | 'mdy' | null
  decimal_mark?: ',' | '.' | null
}
export type Change = { sheet?: string; columns?: ColumnChange[]; options?: Options }

const OPEN = ['uploaded', 'rehearsed', 'failed']

/** What was rehearsed under another mapping is to be rehearsed again. */
export async function changeMapping(ctx: Context, import_id: string, change: Change): Promise<void> {
  const row = await lock(ctx, import_id)
  if (!OPEN.includes(row.state) || row.resumes) throw refuse(isOver(row) ? 'import_over' : 'import_busy')
  const { kind } = row
  let { reading, mapping } = row
  if (change.sheet !== undefined) {
    reading = await lookAt(row.file_path, { sheet: change.sheet })
    mapping = proposeMapping(kind, reading, { today: mapping.today }) as Mapping
  }
  for (const column of change.columns ?? []) mapping = changeColumn(kind, mapping, column)
  const options = { ...row.options, ...change.options }
  await checkOptions(ctx, options)
  await rows.changeImport(ctx, import_id, {
    reading,
    mapping,
    options,
    state: 'uploaded',
    rehearsal: null,
    error: null,
    rows_total: null,
  })
}

function changeColumn(kind: ImportKind, mapping: Mapping, change: ColumnChange): Mapping {
  const { index, field, date_order, decimal_mark } = change
  const known = mapping.columns.some((column) => column.index === index)
  if (!known || (field != null && !(FIELDS[kind] as readonly string[]).includes(field)))
    throw refuse('import_field_unknown', { index, field: field ?? null })
  const changed = field === undefined ? mapping : correctMapping(mapping, index, field as never)
  if (date_order === undefined && decimal_mark === undefined) return changed
  const styles = changed.styles.map((style, at) =>
    at !== index
      ? style
      : {
          ...style,
          by_hand: true,
          ...(date_order !== undefined && { date_order, date_doubt: null }),
          ...(decimal_mark !== undefined && { decimal_mark, decimal_doubt: null }),
        },
  )
  return { ...changed, styles }
}

async function checkOptions(ctx: Context, options: Options): Promise<void> {
  if (options.default_store_id) {
    const store = await ctx.tx
      .selectFrom('store')
      .select('store_id')
      .where('tenant_id', '=', ctx.tenant_id)
      .where('store_id', '=', options.default_store_id)
      .executeTakeFirst()
    if (!store) throw refuse('import_store_unknown')
  }
  if (options.points_unit !== undefined) await checkUnit(ctx, options)
}

async function checkUnit(ctx: Context, { points_unit }: Options): Promise<void> {
  const units = (await findProgramme(ctx))?.programme.units ?? []
  const known = points_unit === undefined ? units.length > 0 : units.some(({ unit }) => unit === points_unit)
  if (!known) throw refuse('import_unit_unknown', { unit: points_unit ?? null })
}

const isOver = ({ state }: ImportRow) => ['done', 'undoing', 'undone'].includes(state)

export async function startRehearsal(ctx: Context, import_id: string): Promise<void> {
  const row = await lock(ctx, import_id)
  if (row.state === 'rehearsing') return
  if (!OPEN.includes(row.state) || row.resumes) throw refuse(isOver(row) ? 'import_over' : 'import_busy')
  if (row.mapping.columns.some(({ field }) => field === 'points_balance')) await checkUnit(ctx, row.options)
  await rows.changeImport(ctx, import_id, {
    state: 'rehearsing',
    error: null,
    rehearsal: null,
    rows_read: 0,
    rate: null,
  })
  await rows.enqueueWork(ctx, import_id)
}

/** Twice starts it once. One import of a kind at a time: a second one waits for its turn. */
export async function startRun(ctx: Context, import_id: string): Promise<void> {
  const { kind } = await getImport(ctx, import_id)
  await rows.lockKind(ctx, kind)
  const row = await lock(ctx, import_id)
  if (row.state === 'running' || (row.state === 'waiting' && row.resumes === 'running')) return
  const goes_on = row.state === 'failed' && row.resumes === 'running'
  if (row.state !== 'rehearsed' && !goes_on) {
    if (isOver(row)) throw refuse('import_over')
    throw refuse(['uploaded', 'failed'].includes(row.state) ? 'import_not_rehearsed' : 'import_busy')
  }
  await rows.changeImport(ctx, import_id, { error: null, ...(!goes_on && { started_at: ctx.now }) })
  await begin(ctx, row, 'running')
}

async function begin(
  ctx: Context,
  { import_id, kind }: ImportRow,
  state: 'running' | 'undoing',
): Promise<void> {
  if (await rows.findBusy(ctx, kind, import_id)) {
    await rows.changeImport(ctx, import_id, { state: 'waiting', resumes: state })
    return
  }
  await rows.changeImport(ctx, import_id, { state, resumes: state })
  await rows.enqueueWork(ctx, import_id)
}

/** Called by whoever has just stopped: the one that has waited longest begins. */
export async function startNext(ctx: Context, kind: ImportKind): Promise<void> {
  await rows.lockKind(ctx, kind)
  const next = await rows.findNextWaiting(ctx, kind)
  if (next) await begin(ctx, next, next.resumes!)
}

/** The slice under way is finished; what is done stays done. */
export async function pause(ctx: Context, import_id: string): Promise<void> {
  const row = await lock(ctx, import_id)
  if (row.state === 'paused') return
  if (row.resumes !== 'running' || !['running', 'waiting'].includes(row.state))
    throw refuse('import_not_running')
  await rows.changeImport(ctx, import_id, { state: 'paused', rate: null })
  await startNext(ctx, row.kind)
}

export async function resume(ctx: Context, import_id: string): Promise<void> {
  const { kind } = await getImport(ctx, import_id)
  await rows.lockKind(ctx, kind)
  const row = await lock(ctx, import_id)
  if (row.state === 'running' || row.state === 'waiting') return
  if (row.state !== 'paused') throw refuse('import_not_paused')
  await begin(ctx, row, 'running')
}

/** A whole import, or as far as it got when it is paused or failed. Throws import_points_spent. */
export async function startUndo(ctx: Context, import_id: string): Promise<void> {
  const { kind } = await getImport(ctx, import_id)
  await rows.lockKind(ctx, kind)
  const row = await lock(ctx, import_id)
  if (
    row.state === 'undoing' ||
    row.state === 'undone' ||
    (row.state === 'waiting' && row.resumes === 'undoing')
  )
    return
  const stopped = row.state === 'done' || row.state === 'paused' || (row.state === 'failed' && row.resumes)
  if (!stopped) throw refuse(row.resumes ? 'import_busy' : 'import_nothing_to_undo')
  if (kind === 'sales') await salesUndo.check(ctx, import_id)
  await rows.changeImport(ctx, import_id, { error: null })
  await begin(ctx, row, 'undoing')
}

/** Work that nobody has moved for so long lost its worker: it is taken up again where it stood. */
export async function recoverImports(ctx: Context, quiet_ms: number): Promise<number> {
  const stalled = await rows.listStalled(ctx, quiet_ms)
  for (const { import_id } of stalled) await rows.enqueueWork(ctx, import_id)
  return stalled.length
}
