/**
 * Traps: programmes that may be put in force and that their shop would regret. Reckoned with the shop's own
 * figures when they are given, else only what can be said without. Conditions are taken to hold: at best, it
 * is so.
 */
import { formatMoneyShort, formatPercent, type Language } from '../../lib/money.ts'
import { checkProgramme, thin } from './check.ts'
import { judgeSale } from './judge.ts'
import type { AccountState } from './judgement.ts'
import type { Benefit, Programme, Reward, Unit } from './programme.ts'
import { unitsInWords } from './words.ts'

export type ProgrammeFacts = { average_basket_cents?: number; average_days_between_visits?: number }

type WarningCode =
  | 'step_above_basket'
  | 'remainder_lost'
  | 'rounded_up'
  | 'no_reward'
  | 'reward_unreachable'
  | 'reward_shadowed'
  | 'reward_too_generous'
  | 'expiry_too_short'

export type Warning = { code: WarningCode; path: string; fr: string; en: string }

/** Above this share of the spending it takes, a reward costs more than most shops earn. In basis points. */
const GENEROUS_BASIS_POINTS = 2000
/** Losing less than a tenth of the spending to rounding is nobody's quarrel. */
const LOST_SHARE = 0.1
const VISITS = 50
const DAYS_PER_MONTH = 365.25 / 12

/** Empty, too, for a programme that has problems: those come first. */
export function warnings(programme: Programme, given: ProgrammeFacts = {}): Warning[] {
  if (checkProgramme(programme).length > 0) return []
  // An average is seldom whole, and a shop without sales has none.
  const basket = Math.round(given.average_basket_cents ?? 0)
  const facts = { ...given, average_basket_cents: basket > 0 ? basket : undefined }
  const found: Warning[] = []
  const report: Report = (code, path, say) => {
    found.push({ code, path, fr: thin(say('fr')), en: say('en') })
  }
  programme.earning.forEach((_, n) => warnOfRule(programme, n, facts, report))
  if (programme.rewards.length === 0) {
    report('no_reward', 'rewards', (l) =>
      l === 'fr'
        ? 'Rien ne récompense vos clients : ajoutez une récompense.'
        : 'Nothing rewards your customers: add a reward.',
    )
  }
  programme.rewards.forEach((reward, n) => warnOfReward(programme, reward, `rewards.${n}`, facts, report))
  return found
}

type Report = (code: WarningCode, path: string, say: (language: Language) => string) => void

function warnOfRule(programme: Programme, n: number, facts: ProgrammeFacts, report: Report): void {
  const { counts, unit: key } = programme.earning[n]!
  const unit = programme.units.find((one) => one.unit === key)
  if (counts.by !== 'amount' || unit === undefined || unit.remainder === 'keep') return
  const path = `earning.${n}.counts.per_cents`
  const { average_basket_cents: basket } = facts
  const step = (l: Language) => {
    const given = unitsInWords(programme, key, counts.units, l)
    return `${given} ${l === 'fr' ? 'par' : 'per'} ${formatMoneyShort(counts.per_cents, l)}`
  }
  if (unit.rounding === 'up' && counts.per_cents > 100) {
    report('rounded_up', path, (l) =>
      l === 'fr'
        ? `Avec ${step(l)} arrondi au-dessus, un client gagne plus en payant en plusieurs fois.`
        : `With ${step(l)} rounded up, a customer earns more by paying in several times.`,
    )
  }
  if (unit.rounding === 'up' || basket === undefined) return
  const earned = unitsPerVisits(programme, key, basket, [n], 1)
  const withAverage = (l: Language) => {
    const average = formatMoneyShort(basket, l)
    return `${l === 'fr' ? 'Avec un panier moyen de' : 'With an average basket of'} ${average}`
  }
  if (earned === 0) {
    report('step_above_basket', path, (l) =>
      l === 'fr'
        ? `${withAverage(l)} et ${step(l)}, la plupart de vos habitués n’auraient jamais rien : ` +
          'gardez le reste d’un achat à l’autre.'
        : `${withAverage(l)} and ${step(l)}, most of your regulars would never get anything: ` +
          'keep the remainder from one purchase to the next.',
    )
    return
  }
  const lost = 1 - (earned * counts.per_cents) / (basket * counts.units)
  if (lost < LOST_SHARE) return
  const share = (l: Language) => formatPercent(Math.round(lost * 100) * 100, l)
  report('remainder_lost', path, (l) =>
    l === 'fr'
      ? `${withAverage(l)} et ${step(l)}, ${share(l)} des dépenses ne compteraient pas.`
      : `${withAverage(l)} and ${step(l)}, ${share(l)} of the spending would not count.`,
  )
}

function warnOfReward(
  programme: Programme,
  reward: Reward,
  path: string,
  facts: ProgrammeFacts,
  report: Report,
): void {
  const unit = programme.units.find((one) => one.unit === reward.unit)
  if (unit === undefined || !(reward.cost > 0)) return
  const { name } = reward
  const { average_basket_cents: basket } = facts
  const earnable = programme.earning.some((rule) => rule.unit === reward.unit)
  const per_visit =
    basket === undefined ? null : unitsPerVisits(programme, reward.unit, basket, null, VISITS) / VISITS
  if (!earnable || per_visit === 0) {
    const why = (l: Language) =>
      basket === undefined || !earnable
        ? ''
        : l === 'fr'
          ? ` avec un panier moyen de ${formatMoneyShort(basket, l)}`
          : ` with an average basket of ${formatMoneyShort(basket, l)}`
    report('reward_unreachable', path, (l) =>
      l === 'fr' ? `Personne n’atteindrait « ${name} »${why(l)}.` : `Nobody would reach “${name}”${why(l)}.`,
    )
    return
  }
  const first = programme.rewards.find(
    (one) =>
      one !== reward && one.trigger === 'automatic' && one.unit === reward.unit && one.cost < reward.cost,
  )
  if (first !== undefined) {
    const price = (l: Language) => unitsInWords(programme, first.unit, first.cost, l)
    report('reward_shadowed', path, (l) =>
      l === 'fr'
        ? `« ${first.name} » part tout seul dès ${price(l)} : presque personne n’atteindrait « ${name} ».`
        : `“${first.name}” is issued by itself at ${price(l)}: almost nobody would reach “${name}”.`,
    )
  }
  warnOfGenerosity(programme, reward, path, basket, per_visit, report)
  warnOfExpiry(programme, reward, unit, path, facts, per_visit, report)
}

function warnOfGenerosity(
  programme: Programme,
  { name, unit, cost, benefit }: Reward,
  path: string,
  basket: number | undefined,
  per_visit: number | null,
  report: Report,
): void {
  const needed_cents = basket && per_visit ? (cost / per_visit) * basket : spendFor(programme, unit, cost)
  const value_cents = valueOf(benefit, basket)
  if (
    needed_cents === null ||
    value_cents === null ||
    value_cents * 10_000 <= needed_cents * GENEROUS_BASIS_POINTS
  )
    return
  const share = (l: Language) => formatPercent(Math.round((value_cents / needed_cents) * 100) * 100, l)
  const amounts = (l: Language) =>
    [value_cents, Math.round(needed_cents)].map((cents) => formatMoneyShort(cents, l))
  report('reward_too_generous', path, (l) => {
    const [value, needed] = amounts(l)
    return l === 'fr'
      ? `« ${name} » vaut ${value} pour environ ${needed} d’achats, soit ${share(l)} : c’est beaucoup.`
      : `“${name}” is worth ${value} for about ${needed} of purchases, that is ${share(l)}: it is a lot.`
  })
}

function warnOfExpiry(
  programme: Programme,
  { name, cost }: Reward,
  unit: Unit,
  path: string,
  facts: ProgrammeFacts,
  per_visit: number | null,
  report: Report,
): void {
  const { average_days_between_visits: days_between } = facts
  if (!('months' in unit.expiry) || !per_visit || days_between === undefined) return
  const { months } = unit.expiry
  // The first visit is on the first day, so n visits span n - 1 intervals.
  const days = (Math.ceil(cost / per_visit) - 1) * days_between
  if (days <= months * DAYS_PER_MONTH) return
  const needed = Math.ceil(days / DAYS_PER_MONTH)
  report('expiry_too_short', path, (l) =>
    l === 'fr'
      ? `Un client moyen met environ ${needed} mois à atteindre « ${name} », ` +
        `et ce qu’il gagne expire au bout de ${months} mois.`
      : `An average customer takes about ${needed} months to reach “${name}”, ` +
        `and what they earn expires after ${months}.`,
  )
}

/** Units from so many visits of this basket, judged as the till would; `only` limits it to some rules. */
function unitsPerVisits(
  programme: Programme,
  unit: string,
  basket_cents: number,
  only: number[] | null,
  visits: number,
) {
  const plain = {
    ...programme,
    rewards: [],
    basis: { ...programme.basis, excluded_product_ids: [], excluded_categories: [] },
    units: programme.units.map((one) => ({ ...one, pending_days: 0 })),
    earning: programme.earning
      .filter((_, n) => only === null || only.includes(n))
      .map((rule) => ({ ...rule, when: {} })),
  }
  const line = { line_no: 1, product_id: null, category: null, quantity_milli: 1000 }
  const lines = [{ ...line, gross_cents: basket_cents, total_cents: basket_cents }]
  let accounts: AccountState[] = []
  for (let n = 0; n < visits; n += 1) {
    accounts = judgeSale(
      plain,
      { store_id: '', occurred_at_ms: 0, time_zone: 'UTC', lines },
      accounts,
    ).accounts
  }
  return accounts.find((account) => account.unit === unit)?.available ?? 0
}

/** Cents to spend for so many units, where they are earned by amount alone; else null. */
function spendFor(programme: Programme, unit: string, cost: number): number | null {
  let units_per_cent = 0
  for (const { unit: earned, counts } of programme.earning) {
    if (earned !== unit) continue
    if (counts.by === 'activity') continue
    if (counts.by !== 'amount') return null
    units_per_cent += counts.units / counts.per_cents
  }
  return units_per_cent === 0 ? null : cost / units_per_cent
}

/** What a benefit costs at most on an ordinary sale; null when nothing says. */
function valueOf(benefit: Benefit, basket: number | undefined): number | null {
  if ('value_cents' in benefit) return benefit.value_cents
  if (!('value_cents_max' in benefit)) return null
  if (benefit.kind === 'free_product') return benefit.value_cents_max
  if (basket === undefined) return benefit.value_cents_max
  const of_sale = Math.round((Math.max(basket, benefit.minimum_cents) * benefit.basis_points) / 10_000)
  return Math.min(of_sale, benefit.value_cents_max ?? of_sale)
}
