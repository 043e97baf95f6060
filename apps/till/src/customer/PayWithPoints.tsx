/** Points or a kitty that pay, by one touch: as much as this basket may take. */
import { IconCash } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import type { Unit } from '../../../../server/features/programmes/programme.ts'
import type { Person, SaleAnswer } from '../keep/shapes.ts'
import { draft, setPoints } from '../sale/draft.ts'
import { Toggle } from './Toggle.tsx'
import { useUnits } from './units.ts'
import { useWords } from './words.ts'

type PayWithPointsProps = { person: Person; paid: SaleAnswer['points']; limit_cents: number | null }

/** The units that could pay now: enough of them to be used at all. */
export function payingUnits(units: Unit[], person: Person): { unit: Unit; available: number }[] {
  return units.flatMap((unit) => {
    const available = person.accounts.find((one) => one.unit === unit.unit)?.available ?? 0
    const least = Math.max(unit.pays?.units ?? Infinity, unit.pays?.units_min ?? 0)
    return available >= least ? [{ unit, available }] : []
  })
}

export function PayWithPoints({ person, paid, limit_cents }: PayWithPointsProps) {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  const sale = draft.use()
  if (!units) return null
  return payingUnits(units.programme.units, person).map(({ unit: { unit, kind, pays }, available }) => {
    const on = sale.points.some((one) => one.unit === unit)
    const use = paid.find((one) => one.unit === unit)
    const worth_cents = Math.floor(available / pays!.units) * pays!.cents
    return (
      <li key={unit}>
        <Toggle
          on={on}
          icon={<IconCash size={22} stroke={1.75} aria-hidden="true" />}
          title={kind === 'money' ? w('use_kitty') : w('use_points', { units: units.say(unit, available) })}
          detail={
            on && use && use.cents > 0
              ? `−${f.money(use.cents)}`
              : w('worth', { amount: f.money(worth_cents) })
          }
          why_not={on ? (use?.why_not ?? null) : limit_cents === 0 ? 'over_limit' : null}
          onToggle={() => setPoints(unit, on ? 0 : available)}
        />
      </li>
    )
  })
}
