/** How long ago customers last came. */
import { Bars } from '#ui/charts/Bars.tsx'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { useFormats } from '#ui/words.ts'
import { RECENCIES } from '../customers/search.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import type { HomeFigures } from './queries.ts'
import { useWords } from './words.ts'
import styles from './home.module.css'

export function Recency({ recency }: { recency: HomeFigures['recency'] }) {
  const w = useWords()
  const f = useFormats()
  const total = RECENCIES.reduce((sum, band) => sum + recency[band], 0)
  if (total === 0) return null
  const share = (count: number) => f.percent(Math.round((count / total) * 100) / 100)
  return (
    <section className={styles.plot}>
      <h2 className="spoken-only">{w('recency')}</h2>
      <ChartFrame
        sentence={w('recency_is', { share: share(recency.active) })}
        about={w('recency_about', { count: total })}
        headings={[w('band'), w('customers'), w('share')]}
        rows={RECENCIES.map((band) => [w(`band_${band}`), f.number(recency[band]), share(recency[band])])}
      >
        <Bars
          label={w('recency')}
          bars={RECENCIES.map((band) => ({
            label: w(`band_${band}`),
            value: recency[band],
            written: f.number(recency[band]),
            muted: band !== 'active',
          }))}
        />
      </ChartFrame>
      {recency.asleep > 0 && (
        <LinkAnchor to={paths.customers} search={{ recency: 'asleep' }} className="no-print">
          {w('see_asleep', { count: recency.asleep })}
        </LinkAnchor>
      )}
    </section>
  )
}
