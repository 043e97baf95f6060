/** The first page: the card, then what one can have, what ends, and the last purchases. */
import { lazy, Suspense } from 'react'
import { Button } from '#ui/light/Button.tsx'
import { InstallHint } from '../install/InstallHint.tsx'
import type { Card } from '../keep/kept.ts'
import { ToCome, ToTake } from '../rewards/Rewards.tsx'
import { useTake } from '../rewards/use-take.ts'
import { Vouchers } from '../rewards/Vouchers.tsx'
import rewardStyles from '../rewards/rewards.module.css'
import { useWords as useRewardWords } from '../rewards/words.ts'
import { useTitle } from '../shell/Page.tsx'
import { Section } from '../shell/Section.tsx'
import { CardFace } from './CardFace.tsx'
import { Pending } from './Pending.tsx'
import styles from './page.module.css'
import { useWords } from './words.ts'

// The card comes at once; what is under it a moment later.
const Below = lazy(() => import('./Below.tsx').then((m) => ({ default: m.Below })))

export function CardPage({ card, silent }: { card: Card; silent: boolean }) {
  useTitle(useWords()('title'))
  return (
    <div className={styles.page}>
      <div className={styles.fixed}>
        <CardFace card={card} />
        <Pending card={card} />
        <InstallHint />
      </div>
      <div className={styles.below}>
        <Have card={card} silent={silent} />
        <Suspense fallback={null}>
          <Below card={card} silent={silent} />
        </Suspense>
      </div>
    </div>
  )
}

/** Closed for now; what is closed to this customer is in the programme's list. */
const WILL_OPEN = new Set(['not_yet', 'out_of_stock'])

function Have({ card, silent }: { card: Card; silent: boolean }) {
  const w = useRewardWords()
  const deed = useTake()
  const to_take = card.rewards.filter(({ affordable }) => affordable)
  const to_come = card.rewards.filter(
    ({ affordable, reward_id, why_closed }) =>
      !affordable && reward_id !== card.next_reward?.reward_id && (!why_closed || WILL_OPEN.has(why_closed)),
  )
  const none = card.vouchers.length === 0 && to_take.length === 0
  return (
    <>
      {(none || card.vouchers.length > 0) && (
        <Section title={w('now')}>
          {none && <p className={rewardStyles.nothing}>{w('nothing')}</p>}
          {card.vouchers.length > 0 && <Vouchers vouchers={card.vouchers} />}
        </Section>
      )}
      {(to_take.length > 0 || deed.given) && (
        <Section title={w('to_take')}>
          <ToTake rewards={to_take} deed={deed} silent={silent} />
        </Section>
      )}
      {to_come.length > 0 && (
        <Section title={w('to_come')}>
          <ToCome rewards={to_come} />
        </Section>
      )}
    </>
  )
}

/** The place of the card while the first answer is on its way, or when none came. */
export function CardComing({ askAgain }: { askAgain?: () => unknown }) {
  const w = useWords()
  return (
    <div className={styles.coming} aria-busy={!askAgain}>
      <p>{w('loading')}</p>
      {askAgain && <Button onClick={() => void askAgain()}>{w('try_again')}</Button>}
    </div>
  )
}
