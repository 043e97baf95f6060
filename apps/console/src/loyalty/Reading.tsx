/** Beside the questions: the programme as customers will read it, and what a basket gives. */
import { useEffect, useState } from 'react'
import { SegmentedControl, Slider } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '#ui/icons.ts'
import { useFormats, useLanguage } from '#ui/words.ts'
import type { Language } from '#ui/format.ts'
import type { Programme, Said } from './draft.ts'
import { useSaying } from './queries.ts'
import { Sentences } from './Sentences.tsx'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

type ReadingProps = { draft: Programme; problems: readonly Said[]; traps: readonly Said[] }

/** Where the bar of small screens leads to. */
export const READING = 'reading'

const BASKET = { min: 500, max: 20_000, step: 100, usual: 4000 }

export function Reading({ draft, problems, traps }: ReadingProps) {
  const w = useWords()
  const f = useFormats()
  const [language, setLanguage] = useState<Language>(useLanguage())
  const [basket_cents, setBasket] = useState(BASKET.usual)
  const sayable = useLastSayable(draft, problems.length === 0)
  const saying = useSaying(sayable ? [sayable] : [])
  const words = sayable && saying(sayable, language, basket_cents)
  return (
    <aside id={READING} className={styles.reading} aria-label={w('beside')}>
      <div className={styles.readingHead}>
        <h2 className={styles.readingTitle}>{w('beside')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={w('written_in')}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
          data={[
            { value: 'fr', label: w('in_french') },
            { value: 'en', label: w('in_english') },
          ]}
        />
      </div>
      <Verdict problems={problems.length} traps={traps} />
      {!words && <p className={styles.lead}>{w('not_yet')}</p>}
      {words && (
        <div lang={language} data-old={problems.length > 0 || undefined} className={styles.words}>
          <p className={styles.programmeName}>{sayable.name}</p>
          <Sentences words={words} level={3} />
        </div>
      )}
      {words && (
        <div className={styles.example}>
          <div className={styles.basket} id="basket">
            {w('basket', { amount: f.moneyShort(basket_cents) })}
          </div>
          <Slider
            {...BASKET}
            value={basket_cents}
            onChange={setBasket}
            label={null}
            thumbProps={{ 'aria-labelledby': 'basket', 'aria-valuetext': f.moneyShort(basket_cents) }}
          />
          <p lang={language} aria-live="polite">
            {words.example}
          </p>
        </div>
      )}
    </aside>
  )
}

/** While something is missing the last whole text stays, paler, so that nothing jumps. */
function useLastSayable(draft: Programme, whole: boolean) {
  const [kept, setKept] = useState<Programme | null>(whole ? draft : null)
  useEffect(() => {
    if (whole) setKept(draft)
  }, [draft, whole])
  return whole ? draft : kept
}

/** Every trap is said here, in the words of whoever writes: some have no field of their own, some are in a closed card. */
function Verdict({ problems, traps }: { problems: number; traps: readonly Said[] }) {
  const w = useWords()
  const spoken = useLanguage()
  const state = problems > 0 ? 'wrong' : traps.length > 0 ? 'trap' : 'fine'
  return (
    <output className={styles.verdict} data-state={state}>
      {state === 'fine' && <IconCircleCheck size={18} stroke={1.75} aria-hidden />}
      {state === 'wrong' && w('problems', { count: problems })}
      {state === 'fine' && w('traps_none')}
      {state === 'trap' && (
        <>
          <span className={styles.verdictHead}>
            <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
            {w('traps', { count: traps.length })}
          </span>
          <ul className={styles.trapList}>
            {traps.map((trap) => (
              <li key={`${trap.path} ${trap.code}`}>{trap[spoken]}</li>
            ))}
          </ul>
        </>
      )}
    </output>
  )
}
