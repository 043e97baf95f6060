/** Whether it pays, as visits grow; and what it costs as rewards are used more or less. */
import { Bars } from '#ui/charts/Bars.tsx'
import { Balance } from '#ui/charts/Balance.tsx'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { useFormats } from '#ui/words.ts'
import { useShare } from './KeyFigures.tsx'
import type { Figures, Variant } from './queries.ts'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

type Sensitivity = Variant['sensitivity']

export function BreakEven({ figures, sensitivity }: { figures: Figures; sensitivity: Sensitivity }) {
  const w = useWords()
  const f = useFormats()
  const share = useShare()
  const even = figures.break_even_basis_points
  const sentence = even === null ? w('pays_said_never') : w('pays_said', { share: share(even) })
  const name = (uplift: number) =>
    uplift === 0 ? w('uplift_same') : w('uplift', { share: f.change(uplift / 10_000) })
  return (
    <ChartFrame
      sentence={sentence}
      about={w('pays_about')}
      headings={[w('col_uplift'), w('col_cost'), w('col_added'), w('col_net'), w('col_existing')]}
      rows={sensitivity.uplift.map((one) => [
        name(one.uplift_basis_points),
        f.moneyRound(one.cost_cents),
        f.moneyRound(one.added_margin_cents),
        f.moneyRound(one.net_cents),
        share(one.on_existing_basis_points),
      ])}
    >
      <Balance
        label={sentence}
        bars={sensitivity.uplift.map((one) => ({
          label: name(one.uplift_basis_points),
          value: one.net_cents,
          written: `${one.net_cents > 0 ? '+' : ''}${f.moneyRound(one.net_cents)}`,
        }))}
      />
      <p className={styles.formula}>{w('pays_formula')}</p>
    </ChartFrame>
  )
}

export function Redemption({ sensitivity: { redemption } }: { sensitivity: Sensitivity }) {
  const w = useWords()
  const f = useFormats()
  const share = useShare()
  const most = redemption.at(-1)
  if (!most) return null
  const name = (factor: number) =>
    w(factor < 10_000 ? 'redemption_less' : factor > 10_000 ? 'redemption_more' : 'redemption_same')
  const sentence = w('redemption_said', { share: share(most.generosity_basis_points) })
  return (
    <ChartFrame
      sentence={sentence}
      about={w('redemption_about')}
      headings={[w('col_redemption'), w('col_cost'), w('f_share')]}
      rows={redemption.map((one) => [
        name(one.factor_basis_points),
        f.moneyRound(one.cost_cents),
        share(one.generosity_basis_points),
      ])}
    >
      <Bars
        label={sentence}
        bars={redemption.map((one) => ({
          label: name(one.factor_basis_points),
          value: one.cost_cents,
          written: f.moneyRound(one.cost_cents),
          muted: one.factor_basis_points !== 10_000,
        }))}
      />
    </ChartFrame>
  )
}
