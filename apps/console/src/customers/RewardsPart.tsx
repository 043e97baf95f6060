/** What the points buy, and the vouchers and gift cards that wait to be used. */
import { useRef, useState } from 'react'
import { Badge, Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { Money } from '#ui/components/Money.tsx'
import { failureOf } from '#ui/failure.ts'
import { lastMomentOf } from '#ui/last-day.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { useRole } from '../shell/role.ts'
import { useStoreId } from '../shell/SignedIn.tsx'
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

/** Names the deed before it is sent: a touch repeated over a bad network takes once. */
function useTake(customer_id: string) {
  const w = useWords()
  const queries = useQueryClient()
  const store_id = useStoreId()
  const names = useRef(new Map<string, string>())
  const refresh = () => queries.invalidateQueries({ queryKey: ['/customers', customer_id] })
  const undo = useMutation({
    mutationFn: (redemption_id: string) =>
      api.delete('/customers/{customer_id}/redemptions/{redemption_id}', {
        params: { customer_id, redemption_id },
      }),
    onSettled: refresh,
  })
  return useMutation({
    mutationFn: async ({ reward_id }: { reward_id: string; name: string }) => {
      const redemption_id = names.current.get(reward_id) ?? newId()
      names.current.set(reward_id, redemption_id)
      return api.put('/customers/{customer_id}/redemptions/{redemption_id}', {
        params: { customer_id, redemption_id },
        body: { reward_id, ...(store_id && { store_id }) },
      })
    },
    onSuccess: async ({ redemption_id }, { reward_id, name }) => {
      names.current.delete(reward_id)
      showDone({ message: w('reward_taken', { name }), onUndo: () => undo.mutate(redemption_id) })
      await refresh()
    },
  })
}

function Rewards({ customer_id }: { customer_id: string }) {
  const w = useWords()
  const units = useUnits()
  const take = useTake(customer_id)
  const may_take = useRole().among('owner', 'store_manager', 'seller')
  const ask = async ({
    reward_id,
    name,
    unit,
    cost,
  }: {
    reward_id: string
    name: string
    unit: string
    cost: number
  }) => {
    const question = {
      title: w('reward_take_ask', { name }),
      children: w('reward_take_why', { units: units(unit, cost) }),
      confirm: w('reward_take'),
    }
    if (await confirmWithCount(question)) take.mutate({ reward_id, name })
  }
  const rewards = useQuery({
    queryKey: ['/customers', customer_id, 'rewards'],
    queryFn: ({ signal }) => api.get('/customers/{customer_id}/rewards', { params: { customer_id }, signal }),
  }).data?.items
  if (!rewards || rewards.length === 0) return null
  return (
    <Part title={w('rewards')}>
      <ul className={styles.rows}>
        {rewards.map(({ reward, affordable, missing, why_closed }) => (
          <li key={reward.reward_id} className={styles.row}>
            <span>{reward.name}</span>
            <span className={styles.quiet}>{units(reward.unit, reward.cost)}</span>
            {affordable && may_take && reward.trigger === 'chosen' ? (
              <Button size="compact-sm" variant="default" onClick={() => void ask(reward)}>
                {w('reward_take')}
              </Button>
            ) : affordable ? (
              <Badge color="teal">{w('reward_now')}</Badge>
            ) : why_closed ? (
              <span className={styles.quiet}>{w(`closed_${why_closed}`)}</span>
            ) : (
              <span className={styles.quiet}>
                {w('reward_missing', { units: units(reward.unit, missing) })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {take.error && <p role="alert">{failureOf(take.error).title}</p>}
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
              <LinkAnchor to={paths.vouchers} search={{ open: voucher.voucher_id }}>
                {voucher.name || w(`kind_${voucher.kind}` as CustomerWord)}
              </LinkAnchor>
              <small className={styles.small}>{w('voucher_ends', { last4: voucher.last4 })}</small>
            </span>
            <span className={styles.quiet}>
              {voucher.expires_at
                ? w('voucher_until', { date: f.date(lastMomentOf(voucher.expires_at)) })
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
