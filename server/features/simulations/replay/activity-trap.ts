/** What is rewarded and is no purchase, where the past does not say how often it is done: a cost that is missing. */
import { formatMoneyShort, type Language } from '../../../lib/money.ts'
import { nameOfActivity } from '../../activities/rules.ts'
import { trap, unitsOf, type Looking, type Trap } from './trap.ts'
import { worthOfUnit } from './worth.ts'

/** The estimate is told for so many times: a figure one can multiply by oneself. */
const TIMES = 100

export function activityNotInPast(at: Looking, n: number): Trap[] {
  const { counts, unit } = at.programme.earning[n]!
  if (counts.by !== 'activity' || at.log.activities.names.includes(counts.activity)) return []
  const cents = Math.round(worthOfUnit(at.programme, unit, at.prices) * counts.units * TIMES)
  const say = (l: Language) => ({
    name: nameOfActivity(counts.activity, l),
    units: unitsOf(at, unit, counts.units, l),
    money: formatMoneyShort(cents, l, at.currency),
  })
  const [f, e] = [say('fr'), say('en')]
  return [
    trap(
      'activity_not_in_past',
      `earning.${n}`,
      {
        fr: `« ${f.name} » donne ${f.units}, mais rien dans vos données ne dit combien de fois cela arrive : ce coût n’est pas compté. Cent fois coûteraient ${f.money} au plus.`,
        en: `“${e.name}” gives ${e.units}, but nothing in your data says how often it happens: that cost is not counted. A hundred times would cost ${e.money} at most.`,
      },
      null,
    ),
  ]
}
