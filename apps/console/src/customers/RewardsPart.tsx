/** What the points buy, and the vouchers and gift cards that wait to be used. */
import { useState } from 'react'
import { Badge, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { Money } from '#ui/components/Money.tsx'
import { useFormats } from '#ui/words.ts'
import { Part } from './Part.tsx'
import { useUnits } from './queries.ts'
import type { CustomerRecord } from './queries.ts'
import { useWords } from './words.ts'
import type { CustomerWord } from './words.ts'
import styles from './record.module.css'

export function RewardsPart({ record }: { record: CustomerRecord }) {
  return (
    <>
      {!record.left_at && <Rewards customer_id={record.customer_id} />}
      <Vouchers record={record} />
    </>
  )
}

function Rewards({ customer_id }: { customer_id: string }) {
  const w = useWords()
  const units = useUnits()
  const rewards = useQuery({
    queryKey: ['/customers', customer_id, 'rewards'],
    queryFn: ({ signal }) => api.get('/customers/{customer_id}/rewards', { params: { customer_id }, signal }),
  }).data?.items
  if (!rewards || rewards.length === 0) return null
  return (
    <Part title={w('rewards')}>
      <ul className={styles.rows}>
        {rewards.map(({ reward, affordable, missing }) => (
          <li key={reward.reward_id} className={styles.row}>
            <span>{reward.name}</span>
            <span className={styles.quiet}>{units(reward.unit, reward.cost)}</span>
            {affordable ? (
              <Badge color="teal">{w('reward_now')}</Badge>
            ) : (
              <span className={styles.quiet}>
                {w('reward_missing', { units: units(reward.unit, missing) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** Shown at first; a regular of a generous shop may hold dozens. */
const FEW = 4

function Vouchers({ record: { vouchers } }: { record: CustomerRecord }) {
  const w = useWords()
  const f = useFormats()
  const [all, setAll] = useState(false)
  const shown = all ? vouchers : vouchers.slice(0, FEW)
  return (
    <Part title={w('vouchers')}>
      {vouchers.length === 0 && <p className={styles.quiet}>{w('no_vouchers')}</p>}
      <ul className={styles.rows}>
        {shown.map((voucher) => (
          <li key={voucher.voucher_id} className={styles.row}>
            <span>
              {voucher.name || w(`kind_${voucher.kind}` as CustomerWord)}
              <small className={styles.small}>{w('voucher_ends', { last4: voucher.last4 })}</small>
            </span>
            <span className={styles.quiet}>
              {voucher.expires_at
                ? w('voucher_until', { date: f.date(voucher.expires_at) })
                : w('voucher_forever')}
            </span>
            <strong>{voucher.balance_cents > 0 && <Money cents={voucher.balance_cents} />}</strong>
          </li>
        ))}
      </ul>
      {shown.length < vouchers.length && (
        <Button variant="subtle" onClick={() => setAll(true)} style={{ justifySelf: 'start' }}>
          {w('vouchers_more', { count: vouchers.length - shown.length })}
        </Button>
      )}
    </Part>
  )
}
