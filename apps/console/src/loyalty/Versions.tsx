/** Every version, newest first, each told by what it changed. */
import { Badge } from '@mantine/core'
import { Section } from '#ui/components/Page.tsx'
import { useFormats, useLanguage } from '#ui/words.ts'
import { changesBetween } from './draft.ts'
import type { Version } from './programme-queries.ts'
import { useSaying } from './queries.ts'
import type { State } from './queries.ts'
import { useActorName } from '../team/queries.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

const COLOURS: Record<State, string> = {
  in_force: 'green',
  future: 'yellow',
  past: 'gray',
  withdrawn: 'gray',
}

type VersionsProps = { versions: readonly Version[]; states: Map<number, State> }

export function Versions({ versions, states }: VersionsProps) {
  const w = useWords()
  const f = useFormats()
  const language = useLanguage()
  const actorName = useActorName()
  const saying = useSaying(versions.map(({ programme }) => programme))
  const said = versions.map(({ programme }) => saying(programme, language).sentences)
  return (
    <Section title={w('versions')}>
      <ol className={styles.versions}>
        {versions.map((one, index) => {
          const state = states.get(one.version)!
          const name = actorName(one.written_by)
          const date = f.date(one.written_at)
          return (
            <li key={one.version} className={styles.version} data-state={state}>
              <div className={styles.versionHead}>
                <h3 className={styles.versionTitle}>{w('version', { version: String(one.version) })}</h3>
                <Badge color={COLOURS[state]}>{w(`state_${state}`)}</Badge>
              </div>
              <p className={styles.versionDates}>
                {w('from_date', { date: f.date(one.effective_at) })}
                {' · '}
                {name ? w('written_by', { date, name }) : w('written', { date })}
              </p>
              <Changes before={said[index + 1]} after={said[index]!} />
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

function Changes({ before, after }: { before: string[] | undefined; after: string[] }) {
  const w = useWords()
  if (!before) return <p className={styles.versionDates}>{w('first_version')}</p>
  const { gone, come } = changesBetween(before, after)
  if (gone.length + come.length === 0) return <p className={styles.versionDates}>{w('nothing_changed')}</p>
  return (
    <ul className={styles.changes}>
      {gone.map((sentence) => (
        <li key={sentence}>
          <span className="spoken-only">{w('gone')} : </span>
          <del>{sentence}</del>
        </li>
      ))}
      {come.map((sentence) => (
        <li key={sentence}>
          <span className="spoken-only">{w('come')} : </span>
          <ins>{sentence}</ins>
        </li>
      ))}
    </ul>
  )
}
