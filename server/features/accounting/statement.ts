/** A month's statement from what moved, and nothing else. Pure: the same movements and parameters make the same figures. */
import { cumulativeShares, type CohortMonth } from './estimate.ts'
import type {
  Books,
  Figures,
  MerchantFigures,
  Parameters,
  PromiseFigures,
  UnitFigures,
  UnitWorth,
} from './figures.ts'
import { giftCardsOf, thresholdsOf } from './gift-cards.ts'
import { entriesOf } from './journal.ts'
import { groupBy, outstandingBy, tallyOf, type Movement } from './movements.ts'
import {
  addedOf,
  cohortsOf,
  estimateOf,
  expectedUnits,
  moved,
  owedByCohort,
  useOf,
  type Allocations,
  type Cohort,
  type Estimate,
  type Worth,
} from './promise.ts'
import { allocate, BILLION, mulDiv, onerousCents, standAloneCents, withoutTax } from './rules.ts'

export type Moved = {
  /** All that moved before the month; what moved in it; what moved since the last close, this month included. */
  before: Movement[]
  now: Movement[]
  since: Movement[]
  cohorts: (CohortMonth & { of: string })[]
  /** What was used of sold gift cards in the twelve months to the end of this one, by merchant. */
  cards_used_12_months: Map<string, number>
}
/** What stood in the books of each merchant at the last close. */
export type Prior = Map<string, Books>

const NO_BOOKS: Books = {
  deferred_cents: 0,
  deferred_from: 'rebates',
  provision_cents: 0,
  onerous_cents: 0,
  allocated: {},
  next_no: 1,
}

export function statementOf(parameters: Parameters, given: Moved, prior: Prior): Figures {
  const { settings, month } = parameters
  const cohortRows = Map.groupBy(given.cohorts, (row) => row.of)
  const estimates = new Map(
    [...new Set([...parameters.units.map(({ unit }) => `points ${unit}`), ...cohortRows.keys()])].map(
      (of) => {
        const unit = of.slice('points '.length)
        const use_bp = of.startsWith('points ')
          ? (settings.units[unit]?.use_bp ?? null)
          : settings.voucher_use_bp
        return [of, estimateOf(cohortRows.get(of) ?? [], use_bp)]
      },
    ),
  )
  const nothing = estimateOf([], null)
  const estimate = (of: string): Estimate =>
    estimates.get(of) ?? (of === 'reward_voucher' ? estimateOf([], settings.voucher_use_bp) : nothing)
  const [before, now, since] = [given.before, given.now, given.since].map((rows) =>
    groupBy(rows, (row) => row.issuer_id),
  ) as [Map<string, Movement[]>, Map<string, Movement[]>, Map<string, Movement[]>]
  const merchants = parameters.merchants
    .filter(({ merchant_id: id }) => before.has(id) || now.has(id) || prior.has(id))
    .map((merchant) => {
      const id = merchant.merchant_id
      const rows = { before: before.get(id) ?? [], now: now.get(id) ?? [], since: since.get(id) ?? [] }
      return merchantFigures(parameters, merchant, rows, estimate, prior.get(id) ?? NO_BOOKS)
    })
  const sum = (of: (one: MerchantFigures) => number) => merchants.reduce((all, one) => all + of(one), 0)
  const cards = (one: MerchantFigures, key: 'vat_at_issue_cents' | 'vat_at_use_cents') =>
    one.gift_cards.reduce((all, card) => all + card[key], 0)
  return {
    parameters,
    merchants,
    thresholds: thresholdsOf(merchants, given.cards_used_12_months),
    curves: [...cohortRows]
      .filter(([of]) => of.startsWith('points '))
      .map(([of, rows]) => ({
        unit: of.slice('points '.length),
        months_of_history: estimate(of).curve.months_of_history,
        ages: cumulativeShares(rows.filter((row) => row.month <= month)),
      })),
    totals: {
      owed_cents: sum((one) => one.owed_cents),
      gift_cards_cents: sum((one) => one.gift_cards_cents),
      vat_at_issue_cents: sum((one) => cards(one, 'vat_at_issue_cents')),
      vat_at_use_cents: sum((one) => cards(one, 'vat_at_use_cents')),
    },
  }
}

type Rows = { before: Movement[]; now: Movement[]; since: Movement[] }

function merchantFigures(
  parameters: Parameters,
  merchant: Parameters['merchants'][number],
  rows: Rows,
  estimate: (of: string) => Estimate,
  prior: Books,
): MerchantFigures {
  const { settings, units } = parameters
  const of = (ledger: Movement['ledger'], unit?: string): Rows => {
    const only = (all: Movement[]) =>
      all.filter((row) => row.ledger === ledger && (unit === undefined || row.unit === unit))
    return { before: only(rows.before), now: only(rows.now), since: only(rows.since) }
  }
  const promised = units.flatMap((worth) => {
    const mine = of('points', worth.unit)
    if (mine.before.length + mine.now.length === 0) return []
    const cohorts = cohortsOf(
      [...mine.before, ...mine.now],
      estimate(`points ${worth.unit}`),
      parameters.lived,
    )
    return [{ worth, mine, cohorts }]
  })
  const allocated = allocationsOf(prior.allocated, promised, of('sales').since, settings.vat_rate_bp)
  const unitFigures: UnitFigures[] = promised.map(({ worth, mine, cohorts }) => {
    const figures = promiseFigures(
      parameters,
      mine,
      cohorts,
      estimate(`points ${worth.unit}`),
      { ...worth, vat_rate_bp: settings.vat_rate_bp },
      allocated[worth.unit] ?? {},
    )
    const knows = settings.margin_bp !== null || (settings.units[worth.unit]?.cost_micro ?? null) !== null
    const onerous_cents =
      knows && settings.method === 'ifrs15'
        ? onerousCents(figures.owed_cents, expectedUnits(cohorts), worth.cost_micro)
        : null
    return { unit: worth.unit, ...figures, onerous_cents }
  })
  const vouchers = voucherFigures(parameters, of('reward_voucher'), estimate('reward_voucher'))
  const gift_cards = giftCardsOf(of('gift_card'), settings.vat_rate_bp)
  const all = [...unitFigures, ...(vouchers ? [vouchers] : [])]
  const owed_cents = all.reduce((sum, one) => sum + one.owed_cents, 0)
  const books = {
    deferred_cents: settings.method === 'provision' ? 0 : owed_cents,
    deferred_from: settings.method === 'ifrs15' ? ('sales' as const) : ('rebates' as const),
    provision_cents: settings.method === 'provision' ? owed_cents : 0,
    onerous_cents: unitFigures.reduce((sum, one) => sum + (one.onerous_cents ?? 0), 0),
    allocated: withoutClosed(allocated, promised),
  }
  const owed_new_cents = all.reduce((sum, one) => sum + one.owed_new_cents, 0)
  const entries = entriesOf(parameters, { gift_cards, owed_new_cents, before: prior, after: books })
  return {
    ...merchant,
    units: unitFigures,
    vouchers,
    gift_cards,
    owed_cents,
    opening_owed_cents: prior.deferred_cents + prior.provision_cents,
    gift_cards_cents: gift_cards.reduce((sum, { tally }) => sum + tally.closing, 0),
    entries,
    books: { ...books, next_no: prior.next_no + entries.length },
  }
}

function promiseFigures(
  { settings, month }: Parameters,
  { before, now }: Rows,
  cohorts: Cohort[],
  { by }: Estimate,
  worth: Worth,
  allocated: Allocations,
): PromiseFigures {
  const owed = (of: Cohort[]) => owedByCohort(settings.method, of, worth, allocated)
  const sum = (all: { cents: number }[]) => all.reduce((cents, one) => cents + one.cents, 0)
  const list = owed(cohorts)
  const owed_cents = sum(list)
  const open = cohorts.filter(({ outstanding }) => outstanding !== 0)
  const expected_used = expectedUnits(cohorts)
  const outstanding = cohorts.reduce((all, one) => all + one.outstanding, 0)
  return {
    tally: tallyOf(before, now),
    estimate: by,
    use_bp: useOf(cohorts),
    expected_used,
    expected_lost: outstanding - expected_used,
    cohorts: open.map((cohort) => ({
      vintage: cohort.vintage,
      outstanding: cohort.outstanding,
      to_be_used: cohort.expected - cohort.used,
      owed_cents: list.find(({ vintage }) => vintage === cohort.vintage)!.cents,
    })),
    by_expiry: outstandingBy([...before, ...now], (one) => one.expiry),
    owed_cents,
    owed_new_cents: sum(list.filter(({ vintage }) => vintage === month)),
    one_point_more_cents: sum(owed(moved(cohorts, 100))) - owed_cents,
    one_point_less_cents: sum(owed(moved(cohorts, -100))) - owed_cents,
  }
}

/** Vouchers that were given are counted in cents of what they take off: at cost, their tax and the margin taken off. */
function voucherFigures(parameters: Parameters, mine: Rows, estimate: Estimate): PromiseFigures | null {
  if (mine.before.length + mine.now.length === 0) return null
  const { settings } = parameters
  const value_micro = 1_000_000
  const cost_micro = costMicro(value_micro, settings)
  const cohorts = cohortsOf([...mine.before, ...mine.now], estimate, parameters.lived)
  // What a used point was deferred for is released; the voucher it became is owed at what it takes off.
  const method = settings.method === 'provision' ? 'provision' : 'deferred'
  const of = { ...parameters, settings: { ...settings, method } as const }
  return promiseFigures(
    of,
    mine,
    cohorts,
    estimate,
    { value_micro, cost_micro, vat_rate_bp: settings.vat_rate_bp },
    {},
  )
}

/** Without tax and without the margin; at its price without tax where no margin is told. */
export const costMicro = (
  value_micro: number,
  { vat_rate_bp, margin_bp }: Pick<Parameters['settings'], 'vat_rate_bp' | 'margin_bp'>,
) => mulDiv(withoutTax(value_micro, vat_rate_bp), 10_000 - (margin_bp ?? 0), 10_000)

type Promised = { worth: UnitWorth; mine: Rows; cohorts: Cohort[] }

/**
 * What was paid in the sales that earned, without tax, is shared between the goods and every unit they gave, cohort by
 * cohort, at what is expected to be used of it by now; it stays so. What no sale gave (a visit, a file) is set aside in full.
 */
function allocationsOf(
  prior: Books['allocated'],
  promised: Promised[],
  sales: Movement[],
  vat_rate_bp: number,
): Books['allocated'] {
  const allocated: Books['allocated'] = structuredClone(prior)
  const paid = new Map<string, number>()
  for (const { vintage, amount } of sales) paid.set(vintage, (paid.get(vintage) ?? 0) + amount)
  const added = promised.map(({ worth, mine, cohorts }) => ({ worth, cohorts, of: addedOf(mine.since) }))
  const add = (unit: string, vintage: string, cents: number) => {
    const mine = (allocated[unit] ??= {})
    mine[vintage] = (mine[vintage] ?? 0) + cents
  }
  for (const vintage of new Set(added.flatMap(({ of }) => [...of.keys()]))) {
    const alone = added.map(({ worth, cohorts, of }) => {
      const { by_sales = 0, otherwise = 0 } = of.get(vintage) ?? {}
      const cohort = cohorts.find((one) => one.vintage === vintage)
      const net = cohort ? Math.max(cohort.net, cohort.expected) : 0
      const use = net > 0 ? mulDiv(cohort!.expected, BILLION, net) : 0
      const cents = (units: number) => withoutTax(standAloneCents(units, worth.value_micro, use), vat_rate_bp)
      return { unit: worth.unit, by_sales: cents(by_sales), otherwise: cents(otherwise) }
    })
    const goods = withoutTax(Math.max(0, paid.get(vintage) ?? 0), vat_rate_bp)
    const [, ...shares] = allocate(
      goods,
      goods,
      alone.map(({ by_sales }) => by_sales),
    )
    for (const [at, { unit, otherwise }] of alone.entries()) {
      const cents = (goods > 0 ? shares[at]! : 0) + otherwise
      if (cents !== 0) add(unit, vintage, cents)
    }
  }
  return allocated
}

/** A cohort of which nothing is left needs no allocation any more; one that may come back keeps it. */
function withoutClosed(allocated: Books['allocated'], promised: Promised[]): Books['allocated'] {
  const open = new Map(
    promised.map(({ worth, cohorts }) => [
      worth.unit,
      new Set(cohorts.filter(({ outstanding }) => outstanding !== 0).map(({ vintage }) => vintage)),
    ]),
  )
  return Object.fromEntries(
    Object.entries(allocated).map(([unit, of]) => [
      unit,
      Object.fromEntries(Object.entries(of).filter(([vintage]) => open.get(unit)?.has(vintage) ?? true)),
    ]),
  )
}
