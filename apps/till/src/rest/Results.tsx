/** Who it may be: name, since when, a hint to tell two apart. Nothing that the next in the queue should not see. */
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { useFormats } from '#ui/words.ts'
import { openCustomer } from '../customer/open.ts'
import { paths } from '../paths.ts'
import type { Found } from './use-search.ts'
import { useWords } from './words.ts'
import styles from './rest.module.css'

type ResultsProps = { found: Found[]; settled: boolean; offline: boolean; text: string }

export function Results({ found, settled, offline, text }: ResultsProps) {
  const w = useWords()
  const f = useFormats()
  if (found.length === 0)
    return (
      <output className={styles.none}>
        {settled && (
          <>
            <p>{w(offline ? 'none_offline' : 'none')}</p>
            <Button
              kind="plain"
              onClick={() => goTo(`${paths.new_card}?q=${encodeURIComponent(text.trim())}`)}
            >
              {w('create_for')}
            </Button>
          </>
        )}
      </output>
    )
  return (
    <div className={styles.results}>
      {offline && <p className={styles.soft}>{w('retry_search')}</p>}
      <ul aria-label={w('results')}>
        {found.map((one) => (
          <li key={one.customer_id}>
            <button type="button" onClick={() => openCustomer(one.customer_id)} disabled={one.left}>
              <strong>{[one.first_name, one.last_name].filter(Boolean).join(' ') || one.hint}</strong>
              <span className={styles.soft}>
                {[
                  one.left ? w('left') : w('since', { month: f.month(one.created_at) }),
                  one.hint,
                  one.elsewhere && w('elsewhere'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
