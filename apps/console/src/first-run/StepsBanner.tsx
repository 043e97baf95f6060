/** On the home page, until the first card is there: how far the shop has come, and where to go on. */
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { paths } from '../paths.ts'
import { shopQuery } from '../session.ts'
import { LinkButton } from '../shell/links.tsx'
import { useWords } from './words.ts'
import styles from './first-run.module.css'

const hiddenKey = (tenant_id: string) => `comptoir.first-steps.hidden.${tenant_id}`

export function StepsBanner() {
  const w = useWords()
  const { setup, tenant_id } = useSuspenseQuery(shopQuery).data
  const [hidden, setHidden] = useState(() => localStorage.getItem(hiddenKey(tenant_id)) !== null)
  if (!setup || setup.done || hidden) return null
  const count = setup.steps.filter(({ done }) => !done).length
  const has_card = setup.steps.some(({ step, done }) => step === 'first_card' && done)
  const hide = () => {
    localStorage.setItem(hiddenKey(tenant_id), 'yes')
    setHidden(true)
  }
  return (
    <section className={`${styles.banner} no-print`} aria-labelledby="first-steps">
      <div className={styles.bannerWords}>
        <h2 id="first-steps" className={styles.bannerTitle}>
          {w(has_card ? 'steps_rest' : 'steps_left', { count })}
        </h2>
        <div className={styles.dots} aria-hidden>
          {setup.steps.map(({ step, done }) => (
            <span key={step} className={styles.dot} data-done={done || undefined} />
          ))}
        </div>
      </div>
      <LinkButton to={paths.first_steps}>{w('go_on')}</LinkButton>
      <Button variant="subtle" onClick={hide}>
        {w('hide')}
      </Button>
    </section>
  )
}
