/** The tier somebody stands on and how far the next is; what else is on the card besides the points of the bar. */
import { IconStar } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import {
  ladderUnit,
  ladderValue,
  missingToNextTier,
  tierOf,
} from '../../../../server/features/programmes/rules.ts'
import type { AccountState } from '../../../../server/features/programmes/judgement.ts'
import type { Ladder } from '../../../../server/features/programmes/programme.ts'
import type { Person } from '../keep/shapes.ts'
import { useGoal, useUnits } from './units.ts'
import { useWords } from './words.ts'
import styles from './customer.module.css'

export function Standing({ person }: { person: Person }) {
  const w = useWords()
  const units = useUnits()
  const goal = useGoal(person)
  if (!units) return null
  const ladders = units.programme.ladders ?? []
  const others = units.programme.units.flatMap(({ unit }) => {
    const available = person.accounts.find((one) => one.unit === unit)?.available ?? 0
    return unit === goal?.reward.unit || available === 0 ? [] : [units.say(unit, available)]
  })
  if (ladders.length === 0 && others.length === 0) return null
  return (
    <ul className={styles.standing}>
      {ladders.map((ladder) => (
        <TierLine key={ladder.ladder_id} ladder={ladder} person={person} />
      ))}
      {others.length > 0 && <li>{w('also', { units: others.join(', ') })}</li>}
    </ul>
  )
}

function TierLine({ ladder, person }: { ladder: Ladder; person: Person }) {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  const account = person.accounts.find(({ unit }) => unit === ladderUnit(ladder.ladder_id)) as
    | AccountState
    | undefined
  const tier = tierOf(ladder, account?.tier)
  const next = missingToNextTier(ladder, account?.tier, ladderValue(account))
  if (!tier && !next) return null
  const missing = (count: number) => {
    if (ladder.measures.by === 'amount') return f.moneyShort(count)
    if (ladder.measures.by === 'units') return units?.say(ladder.measures.unit, count) ?? String(count)
    return w('visits', { count })
  }
  return (
    <li>
      {tier && (
        <strong className={styles.tier}>
          <IconStar size={16} stroke={1.75} aria-hidden="true" />
          {tier.name}
        </strong>
      )}
      {next && <span>{w('next_tier', { missing: missing(next.missing), tier: next.tier.name })}</span>}
    </li>
  )
}
