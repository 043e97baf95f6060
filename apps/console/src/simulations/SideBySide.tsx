/** Several programmes in the same plots, the one that is looked at in green. */
import { Bars } from '#ui/charts/Bars.tsx'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { useFormats } from '#ui/words.ts'
import { useShare } from './KeyFigures.tsx'
import type { Figures, Result, Variant } from './queries.ts'
import { regularsOf } from './regulars.ts'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

type SideBySideProps = { result: Result; chosen: Variant }

export function SideBySide({ result: { variants }, chosen }: SideBySideProps) {
  const w = useWords()
  const f = useFormats()
  const share = useShare()
  if (variants.length < 2 || chosen.figures.sales === 0) return null
  const least = variants.toSorted((a, b) => a.figures.cost_cents - b.figures.cost_cents)[0]!
  const most = variants.toSorted((a, b) => (regularsOf(b.figures) ?? 0) - (regularsOf(a.figures) ?? 0))[0]!
  const plot = (
    sentence: string,
    about: string,
    heading: string,
    of: (figures: Figures) => { value: number; written: string },
  ) => (
    <ChartFrame
      sentence={sentence}
      about={about}
      headings={[w('col_programme'), heading]}
      rows={variants.map((one) => [one.name, of(one.figures).written])}
    >
      <Bars
        label={sentence}
        bars={variants.map((one) => ({ label: one.name, ...of(one.figures), muted: one !== chosen }))}
      />
    </ChartFrame>
  )
  return (
    <section className={styles.part}>
      <h2 className={styles.partTitle}>{w('side_title')}</h2>
      <div className={styles.plots}>
        {plot(w('side_cost', { name: least.name }), w('side_cost_about'), w('f_share'), (figures) => ({
          value: figures.generosity_basis_points,
          written: share(figures.generosity_basis_points),
        }))}
        {plot(
          w('side_regulars', { name: most.name }),
          w('side_regulars_about'),
          w('col_rewarded'),
          (figures) => {
            const regulars = Math.round((regularsOf(figures) ?? 0) * 100) / 100
            return { value: regulars, written: f.percent(regulars) }
          },
        )}
      </div>
    </section>
  )
}
