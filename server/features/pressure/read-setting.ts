/** The rules and prices in force, with what the shop's own past says of its channels. */
import type { Context } from '../../platform/database.ts'
import type { Channel } from '../messages/shape.ts'
import { findPrices, findRules } from './queries.ts'
import type { Setting } from './rules.ts'
import { DEFAULT_PRICES, DEFAULT_RULES, type PressureRules, type Prices } from './settings.ts'
import { countByChannel, countReached } from './state-queries.ts'

export async function readRules(ctx: Context): Promise<{ version: number; rules: PressureRules }> {
  const row = await findRules(ctx)
  return {
    version: row?.version ?? 0,
    rules: { ...DEFAULT_RULES, ...(row?.rules as Partial<PressureRules>) },
  }
}

export async function readPrices(ctx: Context): Promise<{ version: number; prices: Prices }> {
  const row = await findPrices(ctx)
  return { version: row?.version ?? 0, prices: { ...DEFAULT_PRICES, ...(row?.prices as Partial<Prices>) } }
}

type Past = Pick<Setting, 'volumes' | 'reach'>
const KEPT_MS = 60_000
const kept = new Map<string, { at_ms: number; past: Past }>()

/** Counting a month's messages for each slice of a large send would cost more than deciding: kept for a minute. */
async function readPast(ctx: Context): Promise<Past> {
  const at_ms = ctx.now.getTime()
  const known = kept.get(ctx.tenant_id)
  if (known && Math.abs(at_ms - known.at_ms) < KEPT_MS) return known.past
  const month = new Date(Date.UTC(ctx.now.getUTCFullYear(), ctx.now.getUTCMonth(), 1))
  const counts = await countByChannel(ctx, month)
  const volumes: Partial<Record<Channel, number>> = Object.fromEntries(
    counts.map(({ channel, count }) => [channel, count]),
  )
  const past = { volumes, reach: await readReach(ctx) }
  if (kept.size > 10_000) kept.clear()
  kept.set(ctx.tenant_id, { at_ms, past })
  return past
}

/** Fewer than this say nothing about the next ones. */
const REACH_FROM = 200

async function readReach(ctx: Context): Promise<Past['reach']> {
  const rows = await countReached(ctx)
  return Object.fromEntries(
    rows
      .filter(({ sent }) => sent >= REACH_FROM)
      .map(({ channel, sent, reached }) => [channel, Math.round((reached * 10_000) / sent)]),
  )
}

export async function readSetting(ctx: Context): Promise<Setting> {
  const { rules } = await readRules(ctx)
  const { prices } = await readPrices(ctx)
  return { rules, prices, ...(await readPast(ctx)) }
}
