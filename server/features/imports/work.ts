/**
 * The job behind an import: rehearses, runs or undoes it slice by slice. What a slice did and how far it got are
 * committed together, so that a killed worker leaves nothing half done and the next one goes on from there.
 */
import type { Parts } from '../../app.ts'
import { newId } from '../../lib/id.ts'
import { inTenant, type Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { Refusal, sayRefusal } from '../../platform/refusal.ts'
import { findHouse } from '../sales/house.ts'
import { openCodes } from '../vouchers/codes.ts'
import { startNext } from './actions.ts'
import { customersKind } from './customers.ts'
import { ImportDone, ImportUndone } from './events.ts'
import type { Job, Kinds } from './job.ts'
import { productsKind } from './products.ts'
import {
  addEffects,
  addNotTaken,
  changeImport,
  findImport,
  forgetNotTaken,
  learnSizes,
  lockImport,
  type ImportRow,
} from './queries.ts'
import { surveyColumns } from './reading/reading.ts'
import { fileOnDisk } from './reading/source.ts'
import { Unreadable } from './reading/unreadable.ts'
import { refuse } from './refusals.ts'
import { addTo, emptyReport, newRate, summed, type Report, type Worked } from './report.ts'
import { salesKind } from './sales.ts'
import { readShop } from './shop.ts'
import { slicesOf, type Slice } from './slices.ts'

const KINDS: Kinds = { customers: customersKind, products: productsKind, sales: salesKind }

type WorkParts = Pick<Parts, 'db' | 'config' | 'nudge'>
type Work = WorkParts & { tenant_id: string; import_id: string; driver: string; actor: string }
type Payload = { tenant_id: string; import_id: string }

export async function workImport(parts: WorkParts, { tenant_id, import_id }: Payload): Promise<void> {
  const driver = newId()
  const row = await inTenant(parts.db, { tenant_id, actor: 'system' }, async (ctx) => {
    const found = await lockImport(ctx, import_id)
    if (!found || !['rehearsing', 'running', 'undoing'].includes(found.state)) return
    await changeImport(ctx, import_id, { driver })
    return found
  })
  if (!row) return
  const work: Work = { ...parts, tenant_id, import_id, driver, actor: row.created_by }
  try {
    if (row.state === 'rehearsing') await rehearse(work, row)
    else if (row.state === 'running') await run(work, row)
    else await undo(work, row)
  } catch (error) {
    await stopFailed(work, error)
    // A file or a rule of the shop that says no is an answer, and it is shown; anything else is ours to mend.
    if (!(error instanceof Unreadable) && !(error instanceof Refusal)) throw error
  }
}

const within = <T>({ db, tenant_id, actor }: Work, deed: (ctx: Context) => Promise<T>) =>
  inTenant(db, { tenant_id, actor }, deed)

/** The import, if it is still this worker's and still to be worked on; the row is locked until the end of the slice. */
async function takeTurn(ctx: Context, work: Work, state: ImportRow['state']): Promise<ImportRow | undefined> {
  const row = await lockImport(ctx, work.import_id)
  return row?.driver === work.driver && row.state === state ? row : undefined
}

async function jobOf(work: Work, row: ImportRow, rehearsal: boolean): Promise<Job> {
  const shop = await within(work, (ctx) => readShop(ctx, row.options))
  const { import_id, mapping, options } = row
  const house = await findHouse(work.db, work.tenant_id)
  return {
    import_id,
    mapping,
    options,
    shop,
    house,
    codes: openCodes(work.config.home),
    rehearsal,
    memory: new Map(),
  }
}

async function sourceOf(row: ImportRow) {
  return fileOnDisk(row.file_path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? refuse('import_file_gone') : error
  })
}

/** Carries the answer out of a transaction that is not to be kept. */
class Rehearsed extends Error {
  readonly worked: Worked
  constructor(worked: Worked) {
    super('rehearsed')
    this.worked = worked
  }
}

/** The whole file, done and taken back slice by slice: only the report stays. Begins again when its worker dies. */
async function rehearse(work: Work, row: ImportRow): Promise<void> {
  const file = await sourceOf(row)
  const { styles, rows: rows_total } = await surveyColumns(file, row.reading)
  const mapping = { ...row.mapping, styles: mergedStyles(row, styles) }
  const started = await within(work, async (ctx) => {
    if (!(await takeTurn(ctx, work, 'rehearsing'))) return false
    await forgetNotTaken(ctx, work.import_id, true)
    await changeImport(ctx, work.import_id, { mapping, rows_total, rows_read: 0, rate: null, cursor: {} })
    return true
  })
  if (!started) return
  const kind = KINDS[row.kind]
  const job = await jobOf(work, { ...row, mapping }, true)
  let report = emptyReport()
  let [rows_read, rate, part] = [0, null as number | null, 0]
  for await (const slice of slicesOf(file, howOf(row, kind, mapping, undefined))) {
    const began = Date.now()
    const worked = await withRetry(() => tryOut(work, (ctx) => kind.work(ctx, job, slice.rows, ++part)))
    report = addTo(report, withSkipped(worked, slice))
    rows_read += slice.rows.length
    rate = newRate(rate, slice.rows.length, Date.now() - began)
    const goes_on = await within(work, async (ctx) => {
      if (!(await takeTurn(ctx, work, 'rehearsing'))) return false
      await addNotTaken(ctx, work.import_id, true, worked.not_taken)
      await changeImport(ctx, work.import_id, { rows_read, rate })
      return true
    })
    if (!goes_on) return
  }
  await within(work, async (ctx) => {
    if (!(await takeTurn(ctx, work, 'rehearsing'))) return
    await changeImport(ctx, work.import_id, {
      state: 'rehearsed',
      rehearsal: report,
      rows_read: 0,
      rate: null,
      ended_at: null,
    })
  })
}

/** What a person chose for a column stands; the whole file decides the others. */
function mergedStyles(row: ImportRow, styles: ImportRow['mapping']['styles']) {
  const chosen = row.mapping.styles as (ImportRow['mapping']['styles'][number] & { by_hand?: boolean })[]
  return styles.map((style, at) => (chosen[at]?.by_hand ? { ...style, ...chosen[at] } : style))
}

async function tryOut(work: Work, deed: (ctx: Context) => Promise<Worked>): Promise<Worked> {
  try {
    return await within(work, async (ctx) => {
      throw new Rehearsed(await deed(ctx))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.worked
    throw error
  }
}

function howOf(
  row: ImportRow,
  kind: Kinds[keyof Kinds],
  mapping: ImportRow['mapping'],
  from: Slice['next'] | undefined,
) {
  return { sniffed: row.reading, from, rows: kind.slice_rows, groupOf: kind.groupOf?.(mapping) }
}

const withSkipped = (worked: Worked, { skipped }: Slice): Worked =>
  skipped > 0 ? { ...worked, counts: summed(worked.counts, { skipped }) } : worked

async function run(work: Work, row: ImportRow): Promise<void> {
  const kind = KINDS[row.kind]
  const file = await sourceOf(row)
  const job = await jobOf(work, row, false)
  let slices = 0
  if (!row.cursor.finished)
    for await (const slice of slicesOf(file, howOf(row, kind, row.mapping, row.cursor.next))) {
      const began = Date.now()
      const goes_on = await withRetry(() => within(work, (ctx) => runSlice(ctx, work, job, slice, began)))
      if (!goes_on) return
      work.nudge?.()
      if (Number.isInteger(Math.log2(++slices))) await within(work, learnSizes)
    }
  await within(work, async (ctx) => {
    const now = await takeTurn(ctx, work, 'running')
    if (!now) return
    const { counts } = reportOf(now)
    await changeImport(ctx, work.import_id, {
      state: 'done',
      resumes: null,
      cursor: { ...now.cursor, finished: true },
      rate: null,
      ended_at: ctx.now,
    })
    await publish(
      ctx,
      ImportDone,
      { import_id: work.import_id, kind: row.kind, counts },
      { subject_id: work.import_id },
    )
    await startNext(ctx, row.kind)
  })
  work.nudge?.()
}

const reportOf = (row: ImportRow): Report => ({ ...emptyReport(), ...row.report })

async function runSlice(ctx: Context, work: Work, job: Job, slice: Slice, began: number): Promise<boolean> {
  const row = await takeTurn(ctx, work, 'running')
  if (!row) return false
  const part = (row.cursor.part ?? 0) + 1
  const worked = await KINDS[row.kind].work(ctx, job, slice.rows, part)
  await addNotTaken(ctx, work.import_id, false, worked.not_taken)
  await addEffects(ctx, work.import_id, worked.effects)
  await changeImport(ctx, work.import_id, {
    cursor: { next: slice.next, part },
    rows_read: row.rows_read + slice.rows.length,
    rate: newRate(row.rate, slice.rows.length, Date.now() - began),
    report: addTo(reportOf(row), withSkipped(worked, slice)),
  })
  return true
}

async function undo(work: Work, row: ImportRow): Promise<void> {
  const kind = KINDS[row.kind]
  for (;;) {
    const state = await withRetry(() =>
      within(work, async (ctx) => {
        const now = await takeTurn(ctx, work, 'undoing')
        if (!now) return 'not_ours'
        const counts = await kind.undo(ctx, work.import_id)
        const report = reportOf(now)
        const undone = Object.fromEntries(
          Object.entries(counts ?? {}).map(([name, n]) => [`undo_${name}`, n]),
        )
        await changeImport(ctx, work.import_id, {
          report: { ...report, counts: summed(report.counts, undone) },
        })
        return counts ? 'more' : 'nothing_left'
      }),
    )
    if (state === 'not_ours') return
    work.nudge?.()
    if (state === 'nothing_left') break
  }
  await within(work, async (ctx) => {
    const now = await takeTurn(ctx, work, 'undoing')
    if (!now) return
    await changeImport(ctx, work.import_id, { state: 'undone', resumes: null, ended_at: ctx.now })
    await publish(
      ctx,
      ImportUndone,
      { import_id: work.import_id, kind: row.kind, counts: reportOf(now).counts },
      { subject_id: work.import_id },
    )
    await startNext(ctx, row.kind)
  })
  work.nudge?.()
}

const TRIES_MAX = 8

/** A till that sold to the same person at this moment, two writers who met: the slice is done again, whole. */
async function withRetry<T>(deed: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await deed()
    } catch (error) {
      const raced = ['CT001', '40001', '40P01', '23505'].includes((error as { code?: string }).code ?? '')
      if (!raced || tries >= TRIES_MAX) throw error
    }
}

/** Says why, in a sentence, and lets the next of its kind begin. A person may start it again: it goes on from its cursor. */
async function stopFailed(work: Work, error: unknown): Promise<void> {
  await within(work, async (ctx) => {
    const row = await findImport(ctx, work.import_id)
    if (row?.driver !== work.driver || !['rehearsing', 'running', 'undoing'].includes(row.state)) return
    const resumes = row.state === 'rehearsing' ? null : (row.state as 'running' | 'undoing')
    await changeImport(ctx, work.import_id, {
      state: 'failed',
      resumes,
      error: JSON.stringify(sentencesOf(error)),
    })
    await startNext(ctx, row.kind)
  })
}

function sentencesOf(error: unknown): { code: string; fr: string; en: string } {
  if (error instanceof Unreadable) return { code: error.code, ...error.sentences }
  const code = error instanceof Refusal ? error.code : 'internal_error'
  return { code, fr: sayRefusal(code, 'fr').title, en: sayRefusal(code, 'en').title }
}
