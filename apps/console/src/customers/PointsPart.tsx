/** What the card holds, how far the next reward is, and what has to be used soon. */
import { PointsBar } from '#ui/light/PointsBar.tsx'
import { useFormats } from '#ui/words.ts'
import { Part } from './Part.tsx'
import { useUnits } from './queries.ts'
import type { CustomerRecord, NextReward } from './queries.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

type Account = CustomerRecord['accounts'][number]

export function PointsPart({ record }: { record: CustomerRecord }) {
  const w = useWords()
  const next = record.next_reward as NextReward | null
  const number = record.card_number_grouped
  return (
    <Part title={w('points_of')} lead={number && <span className="figures">{number}</span>}>
      {record.accounts.length === 0 && <p className={styles.quiet}>{w('no_points')}</p>}
      {record.accounts.map((account) => (
        <AccountLines key={account.unit} account={account} />
      ))}
      {next && <Next next={next} account={record.accounts.find(({ unit }) => unit === next.unit)} />}
    </Part>
  )
}

function AccountLines({ account }: { account: Account }) {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  const say = (count: number) => ({ units: units(account.unit, count) })
  const lines = [
    account.pending > 0 && w('waiting', say(account.pending)),
    account.held > 0 && w('held', say(account.held)),
    account.debt > 0 && w('owed', say(account.debt)),
    ...account.expiring.map((lot) => w('expires', { ...say(lot.units), date: f.date(lot.expires_at) })),
  ].filter(Boolean)
  return (
    <div>
      <p className={styles.balance}>
        <strong className={styles.big}>{units(account.unit, account.available)}</strong> {w('available')}
      </p>
      {lines.map((line) => (
        <p key={String(line)} className={styles.quiet}>
          {line}
        </p>
      ))}
    </div>
  )
}

function Next({ next, account }: { next: NextReward; account: Account | undefined }) {
  const w = useWords()
  const units = useUnits()
  const counted = account ? account.available + account.pending - account.debt : 0
  const sentence =
    next.missing > 0
      ? w('to_go', { units: units(next.unit, next.missing), reward: next.name })
      : w('reached', { reward: next.name })
  return (
    <PointsBar
      balance_points={Math.max(0, counted)}
      next_points={Math.max(1, counted + next.missing)}
      sentence={sentence}
    />
  )
}
