/** One reward as a card: its photo, what it takes, what is left, what it has given away, and who may have it. */
import { Badge } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { addressOfPicture } from '#ui/pictures.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { KindPicture } from './KindPicture.tsx'
import { today, useNames, usePrice } from './names.ts'
import type { Item } from './queries.ts'
import { conditionsOf, markOf, priceOf } from './reward.ts'
import { useWords } from './words.ts'
import styles from './rewards.module.css'

export function RewardCard({ item, opened }: { item: Item; opened: boolean }) {
  const w = useWords()
  const f = useFormats()
  const price = usePrice()
  const names = useNames()
  const { reward_id, name, reward } = item
  const mark = markOf(item, today())
  const conditions = conditionsOf(reward, names, w, f)
  return (
    <article
      className={styles.card}
      data-opened={opened || undefined}
      data-quiet={mark !== null || undefined}
    >
      <div className={styles.shown}>
        {reward.picture_id ? (
          <img src={addressOfPicture(reward.picture_id)} alt="" loading="lazy" className={styles.picture} />
        ) : (
          <KindPicture kind={reward.benefit.kind} />
        )}
        <div className={styles.marks}>
          {mark && <Badge color={mark.colour}>{w(mark.word)}</Badge>}
          <LeftBadge item={item} />
        </div>
      </div>
      <div className={styles.told}>
        <h2 className={styles.name}>
          <Link to={paths.rewards} search={(before) => ({ ...before, open: reward_id })} replace>
            {name}
          </Link>
        </h2>
        <p className={styles.price}>{priceOf(reward, price(reward), w, f)}</p>
        {conditions.length > 0 && <p className={styles.soft}>{conditions.join(' · ')}</p>}
        <p className={styles.given}>{givenOf(item, w, f)}</p>
      </div>
    </article>
  )
}

function LeftBadge({ item: { stock, status } }: { item: Item }) {
  const w = useWords()
  if (!stock || status === 'retired') return null
  const free = Math.max(0, stock.left_count - stock.set_aside)
  const colour = free === 0 ? 'red' : stock.left_count <= stock.low_at ? 'yellow' : 'gray'
  return <Badge color={colour}>{w('left', { count: free })}</Badge>
}

function givenOf(
  { taken, cost_cents, owed_cents, open }: Item,
  w: ReturnType<typeof useWords>,
  f: ReturnType<typeof useFormats>,
): string {
  const parts = [w('card_taken', { count: taken })]
  if (taken > 0) parts.push(w('card_cost', { amount: f.money(cost_cents) }))
  if (owed_cents > 0) parts.push(w('card_owed', { amount: f.money(owed_cents) }))
  else if (open > 0) parts.push(w('card_waiting', { count: open }))
  return parts.join(' · ')
}
