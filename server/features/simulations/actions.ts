/** What a person does with a simulation: asks for it, follows it, calls it off, shares it, puts it away. */
import { createHash } from 'node:crypto'
import { revokeAccess } from '../../platform/access.ts'
import type { Context } from '../../platform/database.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import { getImport } from '../imports/actions.ts'
import { checkProgramme } from '../programmes/rules.ts'
import {
  addSimulation,
  changeSimulation,
  enqueueRun,
  findLastMargin,
  findProgrammeVersion,
  findSimulation,
  findStart,
  listCategories,
  listEndedVouchers,
  listSimulations,
  type SimulationRow,
} from './queries.ts'
import { refuse } from './refusals.ts'
import { BEHAVIOUR, behaviourFrom, ENDED_MIN } from './replay/behaviour.ts'
import { MARGIN } from './replay/outlook.ts'
import type { Variant } from './replay/simulate.ts'
import type { Task } from './thread.ts'
import type { SimulationWish } from './wish.ts'

/** The same wish under the same id is the same simulation. */
export async function askSimulation(
  ctx: Context,
  { simulation_id, by_name, wish }: { simulation_id: string; by_name: string; wish: SimulationWish },
): Promise<SimulationRow> {
  const content_hash = createHash('sha256').update(JSON.stringify(wish)).digest()
  const known = await findSimulation(ctx, simulation_id)
  if (known && (!known.content_hash.equals(content_hash) || known.removed_at))
    throw refuse('simulation_id_reused')
  if (known) return known
  if (wish.from && wish.to && wish.to < wish.from) throw refuse('simulation_dates_wrong')
  await checkVariants(ctx, wish)
  if (wish.source.kind === 'file') {
    const file = await getImport(ctx, wish.source.import_id)
    if (file.kind !== 'sales') throw refuse('simulation_file_not_sales')
  }
  const added = await addSimulation(ctx, {
    simulation_id,
    name: wish.name,
    wish,
    content_hash,
    created_by_name: by_name,
  })
  if (!added) return askSimulation(ctx, { simulation_id, by_name, wish })
  await enqueueRun(ctx, simulation_id)
  return (await findSimulation(ctx, simulation_id))!
}

async function checkVariants(ctx: Context, { variants }: SimulationWish): Promise<void> {
  for (const { variant_id, version, programme } of variants) {
    if (version !== undefined && !(await findProgrammeVersion(ctx, version)))
      throw refuse('simulation_version_unknown', { variant_id, version })
    const problems = programme ? checkProgramme(programme) : []
    if (problems.length > 0) throw refuse('simulation_programme_has_problems', { variant_id, problems })
  }
}

export async function getSimulation(ctx: Context, simulation_id: string): Promise<SimulationRow> {
  const row = await findSimulation(ctx, simulation_id)
  if (!row || row.removed_at) throw refuse('simulation_not_found')
  return row
}

export async function readSimulations(ctx: Context, wish: { cursor?: string; limit?: number }) {
  const { cursor, limit = 50 } = wish
  const before = cursor ? readCursor(cursor) : null
  const rows = await listSimulations(ctx, { before, limit: limit + 1 })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1)! : null
  return { items, next_cursor: last && writeCursor(last.created_at, last.simulation_id) }
}

/** Twice is once; what is over stays as it ended. */
export async function cancelSimulation(ctx: Context, simulation_id: string): Promise<SimulationRow> {
  await getSimulation(ctx, simulation_id)
  await changeSimulation(
    ctx,
    simulation_id,
    { state: 'cancelled', ended_at: ctx.now, phase: null },
    { states: ['waiting', 'running'] },
  )
  return getSimulation(ctx, simulation_id)
}

/** Off the list; one under way is called off. */
export async function removeSimulation(ctx: Context, simulation_id: string): Promise<void> {
  await cancelSimulation(ctx, simulation_id)
  await revokeAccess(ctx, 'simulation_link', simulation_id)
  await changeSimulation(ctx, simulation_id, { removed_at: ctx.now, shared_at: null, shared_by: null })
}

/** What there is to replay, and what was said last time: the page that asks begins with it. */
export async function readStart(ctx: Context) {
  const [start, margin, ended, categories] = [
    await findStart(ctx),
    await findLastMargin(ctx),
    await listEndedVouchers(ctx),
    await listCategories(ctx),
  ]
  return {
    ...start,
    margin: margin ?? MARGIN,
    margin_was_said: margin !== undefined,
    behaviour: behaviourFrom(ended),
    /** Kinds whose share of use is the shop's own. */
    behaviour_from_past: ended
      .filter(({ used, unused }) => used + unused >= ENDED_MIN)
      .map(({ kind }) => kind),
    categories,
  }
}

/** Everything the thread needs: it decides nothing about the shop by itself. */
export async function taskOf(ctx: Context, wish: SimulationWish, database_url: string): Promise<Task> {
  const variants: Variant[] = []
  for (const { variant_id, name, version, programme } of wish.variants)
    variants.push({
      variant_id,
      name,
      programme:
        programme ?? (version === undefined ? null : ((await findProgrammeVersion(ctx, version)) ?? null)),
    })
  const past = wish.source.kind === 'sales' ? behaviourFrom(await listEndedVouchers(ctx)) : BEHAVIOUR
  const { source, from, to } = wish
  return {
    database_url,
    tenant_id: ctx.tenant_id,
    wish: { source, ...(from && { from }), ...(to && { to }) },
    variants,
    behaviour: wish.behaviour ?? past,
    margin: wish.margin ?? (await findLastMargin(ctx)) ?? MARGIN,
    budget_basis_points: wish.budget_basis_points ?? null,
  }
}
