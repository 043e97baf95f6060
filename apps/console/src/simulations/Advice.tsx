/** What would go wrong, each with the button that mends it; and what would do better for less. */
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '#ui/icons.ts'
import { useFormats, useLanguage } from '#ui/words.ts'
import { useShare } from './KeyFigures.tsx'
import type { Variant } from './queries.ts'
import { regularsOf } from './regulars.ts'
import type { ResultDeeds } from './ResultView.tsx'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

type AdviceProps = { variant: Variant; deeds: ResultDeeds | undefined }

export function Traps({ variant, deeds }: AdviceProps) {
  const w = useWords()
  const language = useLanguage()
  const { traps } = variant
  return (
    <section className={styles.part}>
      <h2 className={styles.partTitle}>{w('traps_title')}</h2>
      {traps.length === 0 ? (
        <p className={styles.fine}>
          <IconCircleCheck size={20} stroke={1.75} aria-hidden />
          {w('traps_none')}
        </p>
      ) : (
        <>
          <p className={styles.soft}>{w('traps_lead')}</p>
          <ul className={styles.traps}>
            {traps.map((trap) => (
              <li key={`${trap.code} ${trap.path}`} className={styles.trap}>
                <IconAlertTriangle size={20} stroke={1.75} aria-hidden />
                <p>{trap[language]}</p>
                {trap.mend && deeds && (
                  <Button
                    variant="default"
                    className="no-print"
                    loading={deeds.is_trying}
                    onClick={() =>
                      deeds.onTry(
                        w('corrected', { name: variant.name }).slice(0, 120),
                        trap.mend!.programme,
                        variant,
                      )
                    }
                  >
                    {trap.mend[language]}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** Four regulars in five with their reward is what a programme is for. */
const GOAL = 0.8

/** Why there is no advice. */
function silence({ figures }: Variant) {
  const regulars = regularsOf(figures)
  if (regulars === null) return 'suggestions_no_regulars'
  return regulars < GOAL ? 'suggestions_none_better' : 'suggestions_none'
}

export function Advice({ variant, deeds }: AdviceProps) {
  const w = useWords()
  const f = useFormats()
  const share = useShare()
  const language = useLanguage()
  const { suggestions } = variant
  return (
    <section className={styles.part}>
      <h2 className={styles.partTitle}>{w('suggestions_title')}</h2>
      <p className={styles.soft}>{w(suggestions.length > 0 ? 'suggestions_lead' : silence(variant))}</p>
      <ul className={styles.traps}>
        {suggestions.map((one) => (
          <li key={one.en} className={styles.suggestion}>
            <div>
              <p className={styles.suggestionSaid}>{one[language]}</p>
              <p className={styles.soft}>
                {w('suggestion_figures', {
                  share: share(one.generosity_basis_points),
                  regulars: f.percent(Math.round(one.regulars_rewarded_basis_points / 100) / 100),
                })}
              </p>
            </div>
            {deeds && (
              <Button
                variant="default"
                className="no-print"
                loading={deeds.is_trying}
                onClick={() => deeds.onTry(one[language].slice(0, 120), one.programme, variant)}
              >
                {w('try_it')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
