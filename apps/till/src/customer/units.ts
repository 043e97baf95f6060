/** Points, stamps and purchases in the shop's own words. */
import { language, useFormats, useLanguage } from '#ui/words.ts'
import { nextReward, tierIdsOf, unitsInWords } from '../../../../server/features/programmes/rules.ts'
import type { Programme, Reward } from '../../../../server/features/programmes/programme.ts'
import { localDayOf } from '../../../../server/lib/time.ts'
import type { AccountState } from '../../../../server/features/programmes/judgement.ts'
import type { Person } from '../keep/shapes.ts'
import { bootstrap, programmeNow } from '../keep/till.ts'
import { useWords } from './words.ts'

export function sayUnits(programme: Programme, unit: string, units: number): string {
  const known = programme.units.some((one) => one.unit === unit)
  const currency = bootstrap.get()?.tenant.currency ?? 'EUR'
  return known ? unitsInWords(programme, unit, units, language(), { currency }) : String(units)
}

export type Units = {
  programme: Programme
  say: (unit: string, units: number) => string
}

/** null while the shop has no programme in force. */
export function useUnits(): Units | null {
  bootstrap.use()
  useLanguage()
  const programme = (programmeNow()?.programme ?? null) as Programme | null
  return programme && { programme, say: (unit, units) => sayUnits(programme, unit, units) }
}

export type Goal = { reward: Reward; available: number; missing: number; sentence: string; stamps: boolean }

/** How far the next reward is, as a sentence for the customer's ears. */
export function useGoal({ accounts, club_ids = [] }: Pick<Person, 'accounts' | 'club_ids'>): Goal | null {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  if (!units) return null
  const states = accounts as AccountState[]
  const next = nextReward(units.programme, states, {
    day: localDayOf(Date.now(), bootstrap.get()?.store.time_zone ?? 'Europe/Paris'),
    tier_ids: tierIdsOf(units.programme, states),
    club_ids,
  })
  if (!next) return null
  const { reward, missing } = next
  const { benefit, name, unit } = reward
  const available = accounts.find((one) => one.unit === unit)?.available ?? 0
  const values = { units: units.say(unit, missing), name }
  const sentence =
    missing === 0
      ? w('reached', { name })
      : benefit.kind === 'gift_card' || benefit.kind === 'discount_amount'
        ? w(`next_${benefit.kind}`, { ...values, amount: f.moneyShort(benefit.value_cents) })
        : w('next_reward', values)
  const stamps =
    units.programme.units.find((one) => one.unit === unit)?.kind === 'stamps' && reward.cost <= 12
  return { reward, available, missing, sentence, stamps }
}
