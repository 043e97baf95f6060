/** The five figures a shopkeeper compares programmes by. */
import { useFormats } from '#ui/words.ts'
import type { Figures } from './queries.ts'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

/** To a tenth of a percent below ten, to a whole one above: no more is known. */
export function useShare() {
  const f = useFormats()
  return (basis_points: number) =>
    f.percent(
      Math.abs(basis_points) >= 1000
        ? Math.round(basis_points / 100) / 100
        : Math.round(basis_points / 10) / 1000,
    )
}

export function KeyFigures({ figures }: { figures: Figures }) {
  const w = useWords()
  const f = useFormats()
  const share = useShare()
  if (figures.sales === 0) return null
  const { break_even_basis_points: even, first_reward, months } = figures
  const firstReward = (first: Figures['first_reward']) => {
    if (!first) return w('f_never')
    return first.median_days < 1 ? w('f_first_at_once') : w('f_first_days', { count: first.median_days })
  }
  const last = months.at(-1)
  const rows: [string, string, string?][] = [
    [w('f_cost'), f.moneyRound(figures.cost_cents)],
    [
      w('f_share'),
      share(figures.generosity_basis_points),
      w('f_share_for', {
        low: share(figures.generosity_low_basis_points),
        high: share(figures.generosity_high_basis_points),
      }),
    ],
    [w('f_margin'), share(figures.of_margin_basis_points)],
    [
      w('f_break_even'),
      even === null ? w('f_break_even_never') : w('f_break_even_visits', { share: share(even) }),
    ],
    [
      w('f_rewarded'),
      f.percent(Math.round((figures.rewarded_members / Math.max(1, figures.members)) * 100) / 100),
      w('f_rewarded_for', { members: figures.rewarded_members, all: figures.members }),
    ],
    [w('f_first'), firstReward(first_reward)],
    [w('f_owed'), f.moneyRound((last?.owed_units_cents ?? 0) + (last?.owed_vouchers_cents ?? 0))],
  ]
  return (
    <dl className={styles.keyFigures}>
      {rows.map(([label, value, about]) => (
        <div key={label} className={styles.keyFigure}>
          <dt>{label}</dt>
          <dd>
            <strong>{value}</strong>
            {about && <span>{about}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
