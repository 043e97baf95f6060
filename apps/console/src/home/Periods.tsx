/** Today or this month, in four figures and then store by store, each beside last year's. */
import { SegmentedControl } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Figure, Figures } from '#ui/components/Figure.tsx'
import { useFormats } from '#ui/words.ts'
import { useUnits } from '../customers/queries.ts'
import { paths } from '../paths.ts'
import { identifiedShare, ratioTo } from './queries.ts'
import type { Counts, HomeFigures, Period } from './queries.ts'
import { useWords } from './words.ts'
import styles from './home.module.css'

const route = getRouteApi('/shell/')

export function Periods({ figures }: { figures: HomeFigures }) {
  const w = useWords()
  const navigate = useNavigate()
  const { period = 'today' } = route.useSearch()
  const choose = (chosen: string) =>
    void navigate({
      to: paths.home,
      search: (now) => ({ ...now, period: chosen === 'today' ? undefined : (chosen as Period) }),
      replace: true,
    })
  return (
    <section className={styles.part} aria-label={w(period)}>
      <SegmentedControl
        className={styles.choice}
        aria-label={w('period')}
        value={period}
        onChange={choose}
        data={[
          { value: 'today', label: w('today') },
          { value: 'month', label: w('month') },
        ]}
      />
      <Four now={figures.total[period]} before={figures.total[`${period}_before`]} period={period} />
      {figures.stores.length > 1 && <ByStore figures={figures} period={period} />}
    </section>
  )
}

/** « 240 points », several with « et »; a dash when there are none. */
function useUnitsSum() {
  const units = useUnits()
  const w = useWords()
  return (counts: Record<string, number>, none = w('none_given')) => {
    const all = Object.entries(counts).map(([unit, count]) => units(unit, count))
    return all.length > 0 ? all.join(' · ') : none
  }
}

type Beside = { now: Counts; before: Counts; period: Period }

function Four({ now, before, period }: Beside) {
  const w = useWords()
  const f = useFormats()
  const sum = useUnitsSum()
  const compared = (a: number, b: number) => {
    const exact = ratioTo(a, b)
    // A tenth of a percent of one day means nothing.
    const ratio = exact === null ? null : Math.round(exact * 100) / 100
    return { ratio, than: w(ratio === null ? `nothing_${period}` : `than_${period}`) }
  }
  const [share, share_before] = [identifiedShare(now), identifiedShare(before)]
  return (
    <Figures>
      <Figure
        label={w('card_sales')}
        value={f.moneyRound(now.card_total_cents)}
        comparison={compared(now.card_total_cents, before.card_total_cents)}
      >
        <p className={styles.quiet}>{w('of_sales', { amount: f.moneyRound(now.total_cents) })}</p>
      </Figure>
      <Figure label={w('identified')} value={share === null ? '–' : f.percent(Math.round(share * 100) / 100)}>
        {share_before !== null && (
          <p className={styles.quiet}>
            {w('identified_before', { share: f.percent(Math.round(share_before * 100) / 100) })}
          </p>
        )}
        <p className={styles.quiet}>
          {w('identified_of', { known: f.number(now.sales_with_card), count: now.sales })}
        </p>
      </Figure>
      <Figure
        label={w('new_cards')}
        value={f.number(now.new_cards)}
        comparison={compared(now.new_cards, before.new_cards)}
      />
      <Figure label={w('given')} value={<span className={styles.units}>{sum(now.units_given)}</span>}>
        {Object.keys(before.units_given).length > 0 && (
          <p className={styles.quiet}>{w('before', { value: sum(before.units_given) })}</p>
        )}
        <p className={styles.quiet}>{w('spent', { units: sum(now.units_spent) })}</p>
      </Figure>
    </Figures>
  )
}

function ByStore({ figures: { stores, total }, period }: { figures: HomeFigures; period: Period }) {
  const w = useWords()
  const line = (name: string, now: Counts, before: Counts) => (
    <StoreLine key={name} name={name} now={now} before={before} />
  )
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={w('by_store')}>
      <table className={styles.table}>
        <caption className={styles.caption}>{w('by_store')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('store')}</th>
            <th scope="col">{w('card_sales')}</th>
            <th scope="col">{w('identified')}</th>
            <th scope="col">{w('new_cards')}</th>
            <th scope="col">{w('given')}</th>
            <th scope="col">{w('spent_column')}</th>
          </tr>
        </thead>
        <tbody>{stores.map((store) => line(store.name, store[period], store[`${period}_before`]))}</tbody>
        <tfoot>{line(w('all'), total[period], total[`${period}_before`])}</tfoot>
      </table>
    </div>
  )
}

function StoreLine({ name, now, before }: { name: string; now: Counts; before: Counts }) {
  const f = useFormats()
  const sum = useUnitsSum()
  const percent = (counts: Counts) => {
    const share = identifiedShare(counts)
    return share === null ? '–' : f.percent(Math.round(share * 100) / 100)
  }
  const had = before.sales + before.new_cards > 0
  const cell = (value: string, grey: string) => (
    <td>
      {value}
      {had && <span className={styles.before}>{grey}</span>}
    </td>
  )
  return (
    <tr>
      <th scope="row">{name}</th>
      {cell(f.moneyRound(now.card_total_cents), f.moneyRound(before.card_total_cents))}
      {cell(percent(now), percent(before))}
      {cell(f.number(now.new_cards), f.number(before.new_cards))}
      {cell(sum(now.units_given, '–'), sum(before.units_given, '–'))}
      {cell(sum(now.units_spent, '–'), sum(before.units_spent, '–'))}
    </tr>
  )
}
