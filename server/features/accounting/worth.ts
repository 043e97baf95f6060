/** What one unit is worth to its holder, and what it costs the shop: as the programme promises it. Pure. */
import type { Programme, Reward } from '../programmes/programme.ts'
import type { UnitWorth } from './figures.ts'
import { mulDiv } from './rules.ts'
import { unitSettingsOf, type AccountingSettings } from './settings.ts'
import { costMicro } from './statement.ts'

const MICRO = 1_000_000

/** Tax included, in cents; null where its worth is not in money. */
function valueCents({ benefit, cost_cents }: Reward): number | null {
  if ('value_cents' in benefit) return benefit.value_cents
  if ('value_cents_max' in benefit && benefit.value_cents_max !== null) return benefit.value_cents_max
  return cost_cents ?? null
}

/**
 * The dearest that the programme gives for a unit, in rewards or by paying with it: what is owed is never told too low
 * because customers might choose worse. The shop's own word comes first. A unit that buys nothing known is worth nothing.
 */
export function unitWorth(
  programme: Programme | null,
  unit: string,
  settings: AccountingSettings,
): UnitWorth {
  const counted = programme?.units.find((one) => one.unit === unit)
  const own = unitSettingsOf(settings, unit)
  const pays = counted?.pays ? mulDiv(counted.pays.cents, MICRO, counted.pays.units) : null
  const rewards = (programme?.rewards ?? []).filter((reward) => reward.unit === unit)
  const values = rewards.flatMap((reward) => {
    const cents = valueCents(reward)
    return cents === null ? [] : [mulDiv(cents, MICRO, reward.cost)]
  })
  const costs = rewards.flatMap((reward) => {
    const cents = valueCents(reward)
    const micro = reward.cost_cents ?? null
    if (micro !== null) return [mulDiv(micro, MICRO, reward.cost)]
    return cents === null ? [] : [costMicro(mulDiv(cents, MICRO, reward.cost), settings)]
  })
  const best = values.length > 0 ? Math.max(...values) : null
  const value_micro = own.value_micro ?? Math.max(pays ?? 0, best ?? 0)
  const told = Math.max(...costs, pays === null ? 0 : costMicro(pays, settings), 0)
  const cost_micro = own.cost_micro ?? (own.value_micro === null ? told : costMicro(value_micro, settings))
  const value_from =
    own.value_micro !== null
      ? 'shop'
      : value_micro === 0
        ? 'nothing'
        : value_micro === best
          ? 'rewards'
          : 'pays'
  return { unit, kind: counted?.kind ?? null, value_micro, cost_micro, value_from }
}
