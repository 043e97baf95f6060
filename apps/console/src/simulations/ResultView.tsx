/** What a simulation came to: the verdict first, the variants side by side, then one of them in detail. */
import { useFormats, useLanguage } from '#ui/words.ts'
import type { Programme } from '../loyalty/draft.ts'
import { programmeInWords } from '../../../../server/features/programmes/rules.ts'
import { Advice, Traps } from './Advice.tsx'
import { Cost, Owed } from './CostPlots.tsx'
import { KeyFigures } from './KeyFigures.tsx'
import { Lost, Rewards, Tiers } from './LostPlots.tsx'
import { BreakEven, Redemption } from './PaysPlots.tsx'
import type { Result, Variant } from './queries.ts'
import { Adoption } from './Adoption.tsx'
import { SideBySide } from './SideBySide.tsx'
import { FirstReward, Frequencies, Never, Stores, Tenths } from './WhoPlots.tsx'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

export type ResultDeeds = {
  simulation_id: string
  is_trying: boolean
  onTry: (name: string, programme: Programme, from: Variant) => void
}

type ResultProps = {
  result: Result
  chosen: string | undefined
  onChoose: (variant_id: string) => void
  /** Missing: somebody who only reads. */
  deeds?: ResultDeeds
}

export function ResultView({ result, chosen, onChoose, deeds }: ResultProps) {
  const variant = result.variants.find(({ variant_id }) => variant_id === chosen) ?? result.variants[0]
  if (!variant) return null
  return (
    <div className={styles.result}>
      <div className={styles.verdicts} data-count={result.variants.length}>
        {result.variants.map((one) => (
          <VerdictCard
            key={one.variant_id}
            variant={one}
            is_chosen={one === variant}
            onChoose={result.variants.length > 1 ? () => onChoose(one.variant_id) : undefined}
            deeds={deeds}
          />
        ))}
      </div>
      <Replayed result={result} />
      <SideBySide result={result} chosen={variant} />
      <Detail result={result} variant={variant} deeds={deeds} />
    </div>
  )
}

type CardProps = {
  variant: Variant
  is_chosen: boolean
  onChoose: (() => void) | undefined
  deeds: ResultDeeds | undefined
}

function VerdictCard({ variant, is_chosen, onChoose, deeds }: CardProps) {
  const w = useWords()
  const language = useLanguage()
  return (
    <article className={styles.verdict} data-chosen={(onChoose && is_chosen) || undefined}>
      <h2 className={styles.verdictName}>{variant.name}</h2>
      <p className={styles.verdictSaid}>{variant.verdict[language]}</p>
      <KeyFigures figures={variant.figures} />
      <div className={styles.verdictDeeds}>
        {onChoose && (
          <button
            type="button"
            className={`${styles.choose} no-print`}
            aria-pressed={is_chosen}
            onClick={onChoose}
          >
            {w(is_chosen ? 'shown' : 'seen_in_detail')}
          </button>
        )}
        {deeds && <Adoption simulation_id={deeds.simulation_id} variant={variant} />}
      </div>
    </article>
  )
}

/** On what all of it stands. */
function Replayed({ result }: { result: Result }) {
  const w = useWords()
  const f = useFormats()
  const { sales, members, anonymous_sales, anonymous_cents, refused_lines, activities = 0 } = result
  return (
    <p className={styles.soft}>
      {w('replayed', { count: members, sales, from: f.date(result.from), to: f.date(result.to) })}{' '}
      {w('shop_facts', {
        basket: f.money(result.average_basket_cents),
        visits: f.number(result.visits_per_year),
        margin: f.percent(result.margin.basis_points / 10_000),
      })}{' '}
      {anonymous_sales > 0 &&
        w('anonymous', { count: anonymous_sales, money: f.moneyRound(anonymous_cents) })}{' '}
      {activities > 0 && w('activities', { count: activities })}{' '}
      {refused_lines > 0 && w('unread', { count: refused_lines })}
    </p>
  )
}

function Detail({
  result,
  variant,
  deeds,
}: {
  result: Result
  variant: Variant
  deeds: ResultDeeds | undefined
}) {
  const w = useWords()
  const language = useLanguage()
  const { figures, sensitivity } = variant
  if (figures.sales === 0) return null
  const words = programmeInWords(variant.programme, language, { currency: result.currency })
  return (
    <>
      {variant.reasons.length > 0 && (
        <section className={styles.part}>
          <h2 className={styles.partTitle}>{w('reasons')}</h2>
          <ul className={styles.reasons}>
            {variant.reasons.map((reason) => (
              <li key={reason.en}>{reason[language]}</li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.part}>
        <h2 className={styles.partTitle}>{w('in_words')}</h2>
        <ul className={styles.reasons}>
          {words.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      <Traps variant={variant} deeds={deeds} />
      <section className={styles.part}>
        <h2 className={styles.partTitle}>{w('pays_title')}</h2>
        <div className={styles.plots}>
          <BreakEven figures={figures} sensitivity={sensitivity} />
          <Redemption sensitivity={sensitivity} />
        </div>
      </section>
      <section className={styles.part}>
        <h2 className={styles.partTitle}>{w('cost_title')}</h2>
        <div className={styles.plots}>
          <Cost figures={figures} />
          <Owed figures={figures} />
        </div>
      </section>
      <section className={styles.part}>
        <h2 className={styles.partTitle}>{w('who_title')}</h2>
        <div className={styles.plots}>
          <Frequencies figures={figures} />
          <Tenths figures={figures} />
          <FirstReward figures={figures} />
          <Never figures={figures} />
          <Stores figures={figures} />
        </div>
      </section>
      <section className={styles.part}>
        <h2 className={styles.partTitle}>{w('lost_title')}</h2>
        <div className={styles.plots}>
          <Rewards figures={figures} />
          <Lost figures={figures} programme={variant.programme} />
          <Tiers figures={figures} />
        </div>
      </section>
      <Advice variant={variant} deeds={deeds} />
    </>
  )
}
