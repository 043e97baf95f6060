/** Programmes to start from, said in words: nothing is published by choosing one. */
import { useMemo } from 'react'
import { newId } from '#lib/id.ts'
import { useLanguage } from '#ui/words.ts'
import { programmeInWords } from '../../../../server/features/programmes/rules.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { paths } from '../paths.ts'
import { shopQuery } from '../session.ts'
import { LinkButton } from '../shell/links.tsx'
import { startFrom } from './draft.ts'
import { PRESETS } from './draft-names.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

const SAID = 2

export function PresetChoice() {
  const w = useWords()
  const language = useLanguage()
  const { currency } = useSuspenseQuery(shopQuery).data
  const offered = useMemo(
    () =>
      PRESETS.map((name) => ({
        name,
        words: programmeInWords(startFrom(name, newId, language), language, { currency }),
      })),
    [language, currency],
  )
  return (
    <section aria-labelledby="presets">
      <h2 id="presets" className={styles.asked}>
        {w('none')}
      </h2>
      <p className={styles.lead}>{w('none_for')}</p>
      <div className={styles.presets}>
        {offered.map(({ name, words }) => (
          <article key={name} className={styles.preset}>
            <h3 className={styles.presetName}>{w(`preset_${name}`)}</h3>
            <ul className={styles.presetWords}>
              {words.sentences.slice(0, SAID).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            <LinkButton
              variant={name === 'points' ? 'filled' : 'default'}
              to={paths.programme_draft}
              search={{ from: name }}
              aria-label={`${w('start')} : ${w(`preset_${name}`)}`}
            >
              {w('start')}
            </LinkButton>
          </article>
        ))}
      </div>
    </section>
  )
}
