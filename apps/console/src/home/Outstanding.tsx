/** What the shop owes its customers, in points and gift cards. */
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { Bars } from '#ui/charts/Bars.tsx'
import { useFormats } from '#ui/words.ts'
import { useUnits } from '../customers/queries.ts'
import type { HomeFigures } from './queries.ts'
import { useWords } from './words.ts'
import styles from './home.module.css'

type Owed = NonNullable<HomeFigures['outstanding']>

export function Outstanding({ outstanding }: { outstanding: Owed }) {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  const { points, gift_cards_count, gift_cards_cents, total_cents } = outstanding
  const lines = [
    ...points.map(({ unit, units: count, value_cents }) => ({
      label: units(unit, count),
      cents: value_cents,
    })),
    ...(gift_cards_count > 0
      ? [{ label: w('gift_cards', { count: gift_cards_count }), cents: gift_cards_cents }]
      : []),
  ]
  return (
    <section className={styles.plot}>
      <h2 className="spoken-only">{w('outstanding')}</h2>
      {lines.length === 0 ? (
        <p className={styles.quiet}>{w('nothing_owed')}</p>
      ) : (
        <ChartFrame
          sentence={w('outstanding_is', { amount: f.moneyRound(total_cents) })}
          about={w('outstanding_about')}
          headings={[w('what'), w('amount')]}
          rows={lines.map(({ label, cents }) => [label, cents === null ? '–' : f.money(cents)])}
        >
          <Bars
            label={w('outstanding')}
            bars={lines.map(({ label, cents }) => ({
              label,
              value: cents ?? 0,
              written: cents === null ? '–' : f.moneyRound(cents),
            }))}
          />
        </ChartFrame>
      )}
    </section>
  )
}
