/** Reading a month as it stands, and closing it for good. */
import { dayOfIsoDate, startOfLocalDay } from '../../lib/time.ts'
import { assert } from '../../lib/assert.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { findProgramme } from '../programmes/actions.ts'
import { countMovements } from './count.ts'
import { MonthClosed } from './events.ts'
import type { Books, Figures, Parameters } from './figures.ts'
import { countPast, spanOf, stateOf, type Calendar, type MonthState } from './months.ts'
import type { Movement } from './movements.ts'
import * as rows from './queries.ts'
import { refuse } from './refusals.ts'
import { monthAfter, monthIndex, sirenOf, worthCents } from './rules.ts'
import { settingsOf } from './settings.ts'
import { statementOf, type Moved, type Prior } from './statement.ts'
import { unitWorth } from './worth.ts'

/** Past months are counted for so long in one call. */
const BUDGET_MS = 2_000

export async function listMonths(ctx: Context) {
  const calendar = await countPast(ctx, BUDGET_MS)
  const { first, current, currency } = calendar
  const closes = new Map((await rows.listCloses(ctx)).map((close) => [close.month, close]))
  const stood = await whatStood(ctx)
  const months = first ? monthIndex(current) - monthIndex(first) + 1 : 0
  const items = Array.from({ length: months }, (_, back) => {
    const month = monthAfter(current, -back)
    const close = closes.get(month)
    return {
      month,
      state: stateOf(month, calendar),
      closed_at: close?.closed_at ?? null,
      closed_by_name: close?.closed_by_name ?? null,
      owed_cents: close?.owed_cents ?? null,
      ...(calendar.counted.some((one) => one.month === month)
        ? stood(month)
        : { promised_cents: null, gift_cards_cents: null }),
    }
  })
  return { items, counting: calendar.progress, currency }
}

/**
 * At the end of each month: what customers could have taken, points at what one is worth today and given vouchers, tax
 * included; and what was left on sold gift cards.
 */
async function whatStood(ctx: Context) {
  const sums = await rows.sumByMonth(ctx)
  const programme = (await findProgramme(ctx))?.programme ?? null
  const settings = settingsOf((await rows.findSettings(ctx))?.settings)
  const units = [...new Set(sums.flatMap(({ ledger, unit }) => (ledger === 'points' ? unit : [])))]
  const worth = new Map(units.map((unit) => [unit, unitWorth(programme, unit, settings).value_micro]))
  return (month: string) => {
    const of = (ledger: string, unit = '') =>
      sums.reduce(
        (sum, one) =>
          one.month <= month && one.ledger === ledger && one.unit === unit ? sum + one.amount : sum,
        0,
      )
    const points = units.reduce((sum, unit) => sum + worthCents(of('points', unit), worth.get(unit)!), 0)
    return { promised_cents: points + of('reward_voucher'), gift_cards_cents: of('gift_card') }
  }
}

export type MonthAnswer = {
  month: string
  state: MonthState
  closed_at: Date | null
  closed_by_name: string | null
  content_hash: string | null
  figures: Figures
}

/**
 * A closed month as it was closed; another as it would be closed now, or as it stood at the end of a day of it (`on`,
 * 'YYYY-MM-DD'). Throws month_unknown, and month_being_counted while months before it are.
 */
export async function readMonth(ctx: Context, month: string, on?: string): Promise<MonthAnswer> {
  const calendar = await countPast(ctx, BUDGET_MS)
  const close = on ? undefined : await rows.findClose(ctx, month)
  const state = stateOf(month, calendar)
  if (close) {
    const { closed_at, closed_by_name, content_hash } = close
    return { month, state, closed_at, closed_by_name, content_hash, figures: close.figures as Figures }
  }
  const figures = await figuresOf(ctx, month, calendar, on)
  return { month, state, closed_at: null, closed_by_name: null, content_hash: null, figures }
}

async function figuresOf(ctx: Context, month: string, calendar: Calendar, on?: string): Promise<Figures> {
  const { first, current, counted, zone, currency } = calendar
  if (!first || month < first || month > current) throw refuse('month_unknown')
  if (on && on.slice(0, 7) !== month) throw refuse('month_unknown')
  const at = counted.findIndex((one) => one.month === month)
  const missing = month > first && !counted.some((one) => one.month === monthAfter(month, -1))
  // On the first morning of a month the one before is not counted yet, and this one is read from where that began.
  if (missing && month !== current) throw refuse('month_being_counted')
  if (missing && counted.at(-1)?.month !== monthAfter(month, -2) && monthAfter(month, -1) !== first)
    throw refuse('month_being_counted')
  const over = at >= 0 && !on
  const span = over ? counted[at]! : spanOf(month, at >= 0 ? counted[at - 1] : counted.at(-1), zone)
  const end = on ? new Date(startOfLocalDay(dayOfIsoDate(on) + 1, zone)) : over ? span.to_at : ctx.now
  const to_at = new Date(Math.min(end.getTime(), span.to_at.getTime()))
  const now = over
    ? await rows.listMovements(ctx, month)
    : await countMovements(ctx, { from_at: span.from_at, to_at }, zone)
  const unsettled = missing
    ? await countMovements(ctx, spanOf(monthAfter(month, -1), counted.at(-1), zone), zone)
    : []
  const lived = over ? month : monthAfter(month, -1)
  const prior = await rows.findLastCloseBefore(ctx, month)
  const moved = await movedBy(ctx, month, now, unsettled, prior?.month ?? null, lived)
  const parameters = await parametersOf(ctx, { month, lived, currency, from_at: span.from_at, to_at }, moved)
  return statementOf(parameters, moved, priorOf(prior?.figures as Figures | undefined))
}

/** What stood in each merchant's books. */
export const priorOf = (figures: Figures | undefined): Prior =>
  new Map<string, Books>((figures?.merchants ?? []).map(({ merchant_id, books }) => [merchant_id, books]))

export async function movedBy(
  ctx: Context,
  month: string,
  now: Movement[],
  unsettled: Movement[],
  closed: string | null,
  lived: string,
): Promise<Moved> {
  const before = [...(await rows.sumBefore(ctx, month)), ...unsettled]
  const since = closed
    ? [...(await rows.sumBetween(ctx, monthAfter(closed), monthAfter(month, -1))), ...unsettled]
    : before
  const cards_used_12_months = await rows.sumCardsUsed(ctx, monthAfter(month, -11), monthAfter(month, -1))
  for (const { ledger, kind, issuer_id, amount } of now)
    if (ledger === 'gift_card' && (kind === 'spent' || kind === 'restored'))
      cards_used_12_months.set(issuer_id, (cards_used_12_months.get(issuer_id) ?? 0) - amount)
  const cohorts = await rows.listCohorts(ctx, monthAfter(lived))
  return { before, now, since: [...since, ...now], cohorts, cards_used_12_months }
}

type About = Pick<Parameters, 'month' | 'lived' | 'currency'> & { from_at: Date; to_at: Date }

async function parametersOf(ctx: Context, about: About, { before, now }: Moved): Promise<Parameters> {
  const { from_at, to_at, ...rest } = about
  const stored = await rows.findSettings(ctx)
  const settings = settingsOf(stored?.settings)
  const programme = (await findProgramme(ctx, to_at))?.programme ?? null
  const units = [
    ...new Set([...before, ...now].filter((row) => row.ledger === 'points').map(({ unit }) => unit)),
  ]
  return {
    ...rest,
    from_at: from_at.toISOString(),
    to_at: to_at.toISOString(),
    settings,
    settings_version: stored?.version ?? 0,
    units: units.sort().map((unit) => unitWorth(programme, unit, settings)),
    merchants: (await rows.listMerchants(ctx)).map(({ merchant_id, name, legal_name, siret }) => ({
      merchant_id,
      name: legal_name ?? name,
      siren: sirenOf(siret),
    })),
  }
}

/** Closes a month for good; the same wish again finds it closed. Throws month_not_over, month_out_of_order and others. */
export async function closeMonth(ctx: Context, month: string, by_name: string): Promise<MonthAnswer> {
  const calendar = await countPast(ctx, BUDGET_MS)
  const state = stateOf(month, calendar)
  if (state === 'closed') return readMonth(ctx, month)
  if (!calendar.first || month < calendar.first || month > calendar.current) throw refuse('month_unknown')
  if (state === 'under_way')
    throw refuse(calendar.progress.done < calendar.progress.total ? 'month_being_counted' : 'month_not_over')
  if (state === 'before') throw refuse('month_before_accounts')
  if (state === 'waiting') throw refuse('month_out_of_order')
  const figures = await figuresOf(ctx, month, calendar)
  for (const { entries } of figures.merchants)
    for (const { lines } of entries) {
      const sum = lines.reduce((cents, one) => cents + one.debit_cents - one.credit_cents, 0)
      assert(sum === 0, 'an entry of the journal balances')
    }
  await rows.addClose(ctx, month, figures, by_name)
  const answer = await readMonth(ctx, month)
  await publish(ctx, MonthClosed, {
    month,
    content_hash: answer.content_hash!,
    owed_cents: figures.totals.owed_cents,
    gift_cards_cents: figures.totals.gift_cards_cents,
  })
  return answer
}
