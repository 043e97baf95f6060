/** What the owner must know of gift cards: how near the mark of a declaration is, and what was given to causes. */
import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { Figure } from '#ui/components/Figure.tsx'
import { useFormats } from '#ui/words.ts'
import { useRole } from '../shell/role.ts'
import { useWords } from './words.ts'
import styles from './vouchers.module.css'

export function useVoucherFigures() {
  const role = useRole()
  return useQuery({
    queryKey: ['/vouchers', 'figures'],
    queryFn: ({ signal }) => api.get('/vouchers/figures', { signal }),
    enabled: role.among('owner', 'marketing'),
  }).data
}

export function StoredValueNotice() {
  const w = useWords()
  const f = useFormats()
  const near = (useVoucherFigures()?.merchants ?? []).filter(({ is_near }) => is_near)
  return near.map(({ merchant_id, name, sold_cents, limit_cents, share_basis_points }) => (
    <Alert
      key={merchant_id}
      color="yellow"
      title={w('near_title', { share: f.percent(share_basis_points / 10_000) })}
    >
      {w('near_text', { name, amount: f.moneyRound(sold_cents), limit: f.moneyRound(limit_cents) })}
    </Alert>
  ))
}

export function GiftsFigure() {
  const w = useWords()
  const f = useFormats()
  const gifts = useVoucherFigures()?.gifts ?? []
  if (gifts.length === 0) return null
  const sum = (field: 'given_cents' | 'given_year_cents') =>
    gifts.reduce((total, gift) => total + gift[field], 0)
  return (
    <Figure label={w('gifts')} value={f.money(sum('given_cents'))}>
      <ul className={styles.gifts}>
        {gifts.slice(0, 5).map(({ cause, given_cents }) => (
          <li key={cause}>
            {cause} <span className="figures">{f.money(given_cents)}</span>
          </li>
        ))}
      </ul>
      <p className={styles.soft}>{w('gifts_year', { amount: f.money(sum('given_year_cents')) })}</p>
    </Figure>
  )
}
