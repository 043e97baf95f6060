/** A finished comparison behind a link that nobody guesses: read only, called back at any time, no customer in it. */
import { createHmac } from 'node:crypto'
import { addAccess, findAccess, revokeAccess } from '../../platform/access.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { readSecret } from '../../platform/secrets.ts'
import { shopUrl, type Tenant } from '../../platform/tenancy.ts'
import { getSimulation } from './actions.ts'
import { changeSimulation, findHouse, type SimulationRow } from './queries.ts'
import { refuse } from './refusals.ts'
import type { Paper } from './report/document.ts'

const TOKEN_BYTES = 24

export type Links = { home: string; public_url: string }

/**
 * 192 bits made from a secret outside the database and the instant it was shared: asked for again it is the same link,
 * shared anew another.
 */
function tokenOf({ home }: Links, tenant_id: string, simulation_id: string, shared_at: Date): string {
  const text = `${tenant_id}\n${simulation_id}\n${shared_at.getTime()}`
  const digest = createHmac('sha256', readSecret(home, 'simulations')).update(text).digest()
  return `sl_${digest.subarray(0, TOKEN_BYTES).toString('base64url')}`
}

/** What follows # never reaches a server's log by being opened; null while it is not shared. */
export async function linkOf(
  ctx: Context,
  links: Links,
  row: Pick<SimulationRow, 'simulation_id' | 'shared_at'>,
) {
  if (!row.shared_at) return null
  const { slug } = await findHouse(ctx)
  const token = tokenOf(links, ctx.tenant_id, row.simulation_id, row.shared_at)
  return `${shopUrl(links.public_url, { slug })}/shared-simulation#${token}`
}

export async function shareSimulation(ctx: Context, links: Links, simulation_id: string) {
  const row = await getSimulation(ctx, simulation_id)
  if (row.state !== 'done') throw refuse('simulation_not_done')
  const shared_at = row.shared_at ?? ctx.now
  if (!row.shared_at) {
    const token = tokenOf(links, ctx.tenant_id, simulation_id, shared_at)
    await changeSimulation(ctx, simulation_id, { shared_at, shared_by: ctx.actor })
    await addAccess(ctx, { token, kind: 'simulation_link', subject_id: simulation_id })
  }
  return { url: (await linkOf(ctx, links, { simulation_id, shared_at }))!, shared_at }
}

export async function unshareSimulation(ctx: Context, simulation_id: string): Promise<void> {
  await getSimulation(ctx, simulation_id)
  await revokeAccess(ctx, 'simulation_link', simulation_id)
  await changeSimulation(ctx, simulation_id, { shared_at: null, shared_by: null })
}

/** A finished comparison as others see it: the shop's name, never a customer's. */
export async function readPaper(ctx: Context, simulation_id: string): Promise<Paper> {
  const row = await getSimulation(ctx, simulation_id)
  if (!row.result || !row.ended_at) throw refuse('simulation_not_done')
  const { name: shop_name } = await findHouse(ctx)
  return { shop_name, name: row.name, ended_at: row.ended_at, result: row.result }
}

/** For whoever holds the link, signed in or not. */
export async function openShared(db: Database, token: string, tenant: Tenant | null): Promise<Paper> {
  const access = await findAccess(db, token, new Date())
  if (access?.kind !== 'simulation_link') throw refuse('simulation_link_unknown')
  if (tenant?.explicit && tenant.tenant_id !== access.tenant_id) throw refuse('simulation_link_unknown')
  return inTenant(db, { tenant_id: access.tenant_id, actor: 'simulation_link' }, (ctx) =>
    readPaper(ctx, access.subject_id),
  )
}
