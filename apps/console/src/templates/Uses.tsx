/** The campaigns that say this template: whoever changes it sees for whom. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { usesQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

const SHOWN = 4

export function Uses({ template_id }: { template_id: string }) {
  const w = useWords()
  const uses = useQuery(usesQuery(template_id)).data?.items ?? []
  if (uses.length === 0) return null
  const more = uses.length - SHOWN
  return (
    <p className={styles.uses}>
      <span className={styles.soft}>{w('used_by', { count: uses.length })}</span>{' '}
      {uses.slice(0, SHOWN).map(({ campaign_id, name, launched }, at) => (
        <span key={campaign_id}>
          {at > 0 && ', '}
          <Link to={paths.campaign} params={{ campaign_id }}>
            {name}
          </Link>
          {!launched && <span className={styles.soft}> {w('use_to_go')}</span>}
        </span>
      ))}
      {more > 0 && <span className={styles.soft}>{w('uses_more', { count: more })}</span>}
    </p>
  )
}
