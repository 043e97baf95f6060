/** The way to where every point is explained. */
import { Link } from '#ui/light/Link.tsx'
import { paths } from '../paths.ts'
import styles from './statement.module.css'
import { useWords } from './words.ts'

export function StatementLink() {
  const w = useWords()
  return (
    <Link to={paths.statement} className={styles.all}>
      {w('link')}
    </Link>
  )
}
