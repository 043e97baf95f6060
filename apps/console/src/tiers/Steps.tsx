/** The ladder from its highest step down: name, what it asks, a bar for how many stand there, and who is near. */
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { useMeasure } from './queries.ts'
import type { Figures } from './queries.ts'
import type { TiersSearch } from './search.ts'
import { useWords } from './words.ts'
import styles from './tiers.module.css'

type StepsProps = { figures: Figures; search: TiersSearch; open: (wish: TiersSearch) => void }

export function Steps({ figures, search }: StepsProps) {
  const w = useWords()
  const { tiers, people } = figures
  const steps = tiers.list.toReversed()
  const largest = Math.max(...steps.map((one) => one.people), tiers.none, 1)
  return (
    <ol className={styles.steps} aria-label={figures.name} reversed>
      {steps.map((step) => (
        <Step key={step.tier_id} step={step} figures={figures} largest={largest} search={search} />
      ))}
      {tiers.none > 0 && (
        <li className={styles.step}>
          <div className={styles.stepHead}>
            <span className={styles.stepName}>{w('below')}</span>
          </div>
          <Room people={tiers.none} largest={largest} all={people} muted />
        </li>
      )}
    </ol>
  )
}

type StepProps = {
  step: Figures['tiers']['list'][number]
  figures: Figures
  largest: number
  search: TiersSearch
}

function Step({ step, figures, largest, search }: StepProps) {
  const w = useWords()
  const say = useMeasure(figures)
  const is_base = step.threshold <= 0
  const here = (who?: 'near') => ({
    to: paths.tiers,
    search: { ladder: search.ladder, tier: step.tier_id, ...(who && { who }) },
    replace: true,
  })
  return (
    <li className={styles.step}>
      <div className={styles.stepHead}>
        {is_base ? (
          <span className={styles.stepName}>{step.name}</span>
        ) : (
          <LinkAnchor {...here()} className={styles.stepName} aria-label={w('see_them', { tier: step.name })}>
            {step.name}
          </LinkAnchor>
        )}
        <span className={styles.quiet}>
          {is_base ? w('for_all') : w('from', { what: say(step.threshold) })}
        </span>
        {!is_base && (
          <LinkAnchor {...here('near')} className={styles.near}>
            {w('near', { tier: step.name })}
          </LinkAnchor>
        )}
      </div>
      <Room people={step.people} largest={largest} all={figures.people} in_grace={step.in_grace} />
    </li>
  )
}

type RoomProps = { people: number; largest: number; all: number; muted?: boolean; in_grace?: number }

function Room({ people, largest, all, muted, in_grace = 0 }: RoomProps) {
  const w = useWords()
  const f = useFormats()
  return (
    <div className={styles.room}>
      <span className={styles.track} aria-hidden="true">
        <span
          className={styles.fill}
          data-muted={muted || undefined}
          style={{ width: `${(people / largest) * 100}%` }}
        />
      </span>
      <span className={styles.figures}>
        <strong>{w('people', { count: people })}</strong>
        {all > 0 && <span className={styles.quiet}>{w('share', { percent: f.percent(people / all) })}</span>}
        {in_grace > 0 && <span className={styles.quiet}>{w('in_grace', { count: in_grace })}</span>}
      </span>
    </div>
  )
}
