/** Where a customer stands: the tier, what is missing to the next, what keeps it, and one given by hand. */
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { PointsBar } from '#ui/light/PointsBar.tsx'
import { useFormats } from '#ui/words.ts'
import { Part } from '../customers/Part.tsx'
import { useRefresh } from '../customers/queries.ts'
import type { CustomerRecord } from '../customers/queries.ts'
import { useRole } from '../shell/role.ts'
import { GrantTier } from './GrantTier.tsx'
import { lastDay, tiersOfQuery } from './queries.ts'
import type { TierOfCustomer } from './queries.ts'
import { useWords } from './words.ts'
import styles from './tiers.module.css'

export function TiersPart({ record }: { record: CustomerRecord }) {
  const tiers = useQuery({ ...tiersOfQuery(record.customer_id), enabled: !record.left_at }).data?.items ?? []
  return tiers.map((tier) => <OneLadder key={tier.ladder_id} tier={tier} record={record} />)
}

type Props = { tier: TierOfCustomer; record: CustomerRecord }

function OneLadder({ tier, record }: Props) {
  const w = useWords()
  const f = useFormats()
  const may_grant = useRole().among('owner', 'service')
  const [granting, setGranting] = useState(false)
  const { since, until } = tier
  const dates =
    since && until
      ? w('since_until', { since: f.date(since), until: f.date(lastDay(until)) })
      : since
        ? w('since_date', { date: f.date(since) })
        : until && w('until_date', { date: f.date(lastDay(until)) })
  return (
    <Part
      title={tier.name || w('of_customer')}
      actions={
        may_grant && (
          <Button variant="default" onClick={() => setGranting(true)}>
            {w('grant')}
          </Button>
        )
      }
    >
      <div className={styles.tier}>
        <p className={styles.tierName}>{tier.tier?.name ?? w('no_tier')}</p>
        {dates && <p className={styles.quiet}>{dates}</p>}
        <Sentences tier={tier} />
        {tier.next ? (
          <PointsBar
            balance_points={Math.max(0, Math.min(tier.value, tier.next.threshold))}
            next_points={Math.max(1, tier.next.threshold)}
            sentence={w('to_next', { what: tier.next.missing_words, tier: tier.next.name })}
          />
        ) : (
          <p className={styles.quiet}>{w('at_top')}</p>
        )}
        {tier.grant && <Granted tier={tier} record={record} may_take_back={may_grant} />}
      </div>
      <GrantTier tier={tier} record={record} opened={granting} onClose={() => setGranting(false)} />
    </Part>
  )
}

/** What time will do to it. */
function Sentences({ tier }: { tier: TierOfCustomer }) {
  const w = useWords()
  const f = useFormats()
  const { until, to_keep, to_keep_words, in_grace, follows, tier: now } = tier
  if (!until) return null
  const date = f.date(lastDay(until))
  if (follows && !in_grace)
    return <p className={styles.quiet}>{w('follows', { tier: follows.name, date: f.date(until) })}</p>
  if (to_keep === null || !now) return null
  if (to_keep === 0) return <p className={styles.quiet}>{w('kept')}</p>
  return (
    <p className={styles.quiet}>{w(in_grace ? 'grace' : 'to_keep', { what: to_keep_words ?? '', date })}</p>
  )
}

function Granted({ tier, record, may_take_back }: Props & { may_take_back: boolean }) {
  const w = useWords()
  const f = useFormats()
  const refresh = useRefresh()
  const { customer_id } = record
  const { ladder_id } = tier
  const { granted_by_name: name, reason, until } = tier.grant!
  const params = { customer_id, ladder_id }
  const takeBack = useMutation({
    mutationFn: () => api.delete('/customers/{customer_id}/tiers/{ladder_id}/grant', { params }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('taken_back') })
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
  return (
    <div className={styles.comingHead}>
      <p className={styles.quiet}>
        {until
          ? w('granted_until', { name, reason, date: f.date(lastDay(until)) })
          : w('granted', { name, reason })}
      </p>
      {may_take_back && (
        <Button variant="subtle" loading={takeBack.isPending} onClick={() => takeBack.mutate()}>
          {w('take_back')}
        </Button>
      )}
    </div>
  )
}
