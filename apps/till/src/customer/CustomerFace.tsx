/** Who is standing there: first name large, points on their way, what can be used now. Nothing the queue should not see. */
import { lazy, Suspense, useState } from 'react'
import { PointsBar, Stamps } from '#ui/light/PointsBar.tsx'
import { fillPath, goTo } from '#ui/light/route.ts'
import { useNow } from '#ui/light/use-now.ts'
import { IconDeviceMobile, IconHeart, IconHistory, IconLock } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { privateSales } from '../arrivals/guests.ts'
import type { Person, SaleAnswer } from '../keep/shapes.ts'
import { bootstrap } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { jobs, provisionalOf } from '../queue/queue.ts'
import { activitiesByHand } from './activities-by-hand.ts'
import { Hints } from './Hints.tsx'
import { Standing } from './Standing.tsx'
import { useGoal, useUnits } from './units.ts'
import { Usable } from './Usable.tsx'
import { useWords } from './words.ts'
import styles from './customer.module.css'

const AddressProblem = lazy(async () => ({
  default: (await import('./AddressProblem.tsx')).AddressProblem,
}))
const Arrivals = lazy(async () => ({ default: (await import('../arrivals/Arrival.tsx')).Arrivals }))
const Extras = lazy(async () => ({ default: (await import('./Extras.tsx')).Extras }))
const Purchases = lazy(async () => ({ default: (await import('./Purchases.tsx')).Purchases }))

type CustomerFaceProps = {
  person: Person
  /** What the sale under way will give: shown lighter, at the end of the bar. */
  earned: SaleAnswer['earned']
  uses: SaleAnswer['vouchers']
  paid: SaleAnswer['points']
}

const DAY_MS = 86_400_000

export function CustomerFace({ person, earned, uses, paid }: CustomerFaceProps) {
  const w = useWords()
  const f = useFormats()
  const [open, setOpen] = useState<'purchases' | 'extras' | null>(null)
  const units = useUnits()
  const known = bootstrap.use()
  const sales = privateSales.use()
  const isNew = useNow(60_000) - Date.parse(person.created_at) < DAY_MS
  const hasExtras =
    (units !== null && activitiesByHand(units.programme).length > 0) ||
    (known?.clubs ?? []).length > 0 ||
    (isNew && known?.friends)
  return (
    <section className={styles.face} aria-label={person.first_name ?? w('no_name')}>
      <header className={styles.who}>
        <div>
          <h2 className={styles.name}>{person.first_name ?? w('no_name')}</h2>
          <p className={styles.since}>
            {isNew ? w('new_member') : w('member', { month: f.month(person.created_at) })}
          </p>
        </div>
        <div className={styles.more}>
          {hasExtras && (
            <button
              type="button"
              onClick={() => setOpen('extras')}
              aria-label={w('extras')}
              title={w('extras')}
            >
              <IconHeart size={24} stroke={1.75} aria-hidden="true" />
            </button>
          )}
          <button
            type="button"
            onClick={() => setOpen('purchases')}
            aria-label={w('purchases')}
            title={w('purchases')}
          >
            <IconHistory size={24} stroke={1.75} aria-hidden="true" />
          </button>
          <button
            type="button"
            onClick={() => goTo(fillPath(paths.welcome, { customer_id: person.customer_id }))}
            aria-label={w('card_on_phone')}
            title={w('card_on_phone')}
          >
            <IconDeviceMobile size={24} stroke={1.75} aria-hidden="true" />
          </button>
        </div>
      </header>
      {sales.length > 0 && (
        <Suspense>
          <Arrivals person={person} />
        </Suspense>
      )}
      <Progress person={person} earned={earned} />
      <Standing person={person} />
      {person.locked ? (
        <p className={styles.locked}>
          <IconLock size={20} stroke={1.75} aria-hidden="true" />
          <span>{w('locked')}</span>
        </p>
      ) : (
        <Usable person={person} uses={uses} paid={paid} />
      )}
      <Hints person={person} />
      <Suspense>
        <AddressProblem key={person.customer_id} customer_id={person.customer_id} />
        {open === 'purchases' && <Purchases customer_id={person.customer_id} onClose={() => setOpen(null)} />}
        {open === 'extras' && <Extras person={person} isNew={isNew} onClose={() => setOpen(null)} />}
      </Suspense>
    </section>
  )
}

function Progress({ person, earned }: Pick<CustomerFaceProps, 'person' | 'earned'>) {
  const w = useWords()
  const units = useUnits()
  const goal = useGoal(person)
  const promised = provisionalOf(jobs.use(), person.customer_id)
  if (!units || !goal) return <p className={styles.soft}>{w('no_programme')}</p>
  const { unit } = goal.reward
  const account = person.accounts.find((one) => one.unit === unit)
  const unconfirmed = promised[unit] ?? 0
  const coming = earned.find((one) => one.unit === unit)?.units ?? 0
  const asides = [
    unconfirmed > 0 && w('provisional', { units: units.say(unit, unconfirmed) }),
    account && account.pending > 0 && w('pending', { units: units.say(unit, account.pending) }),
    account && account.debt > 0 && w('debt', { units: units.say(unit, account.debt) }),
  ].filter((aside) => aside !== false && aside !== undefined)
  return (
    <div className={styles.progress}>
      {goal.stamps ? (
        <Stamps done={goal.available} total={goal.reward.cost} sentence={goal.sentence} />
      ) : (
        <PointsBar
          balance_points={Math.max(0, goal.available - unconfirmed)}
          provisional_points={Math.min(goal.available, unconfirmed) + coming}
          next_points={goal.reward.cost}
          sentence={goal.sentence}
          ends={[
            <strong key="balance" className={styles.balance}>
              {units.say(unit, goal.available)}
            </strong>,
            units.say(unit, goal.reward.cost),
          ]}
        />
      )}
      {asides.length > 0 && <p className={styles.soft}>{asides.join(' · ')}</p>}
    </div>
  )
}
