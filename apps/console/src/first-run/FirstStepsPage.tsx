/** Five steps to the first card. What is done is read from the shop itself; which one is open is in the address. */
import { Button, UnstyledButton } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Page } from '#ui/components/Page.tsx'
import { IconCheck } from '#ui/icons.ts'
import { paths } from '../paths.ts'
import { shopQuery } from '../session.ts'
import { CustomersStep } from './CustomersStep.tsx'
import { FirstCardStep } from './FirstCardStep.tsx'
import { ProgrammeStep } from './ProgrammeStep.tsx'
import { ShopStep } from './ShopStep.tsx'
import { TillStep } from './TillStep.tsx'
import { STEPS } from './steps.ts'
import type { Step } from './steps.ts'
import { LinkButton } from '../shell/links.tsx'
import { useWords } from './words.ts'
import styles from './first-run.module.css'

const route = getRouteApi('/shell/first-steps')

const parts: Record<Step, () => React.ReactNode> = {
  shop: ShopStep,
  programme: ProgrammeStep,
  till: TillStep,
  customers: CustomersStep,
  first_card: FirstCardStep,
}

export function FirstStepsPage() {
  const w = useWords()
  const navigate = useNavigate()
  const { step: asked } = route.useSearch()
  const { setup } = useSuspenseQuery(shopQuery).data
  const isDone = (step: Step) => setup?.steps.some((one) => one.step === step && one.done) ?? false
  // The shop itself is there from the first run: its colours are where one begins.
  const untouched = STEPS.every((step) => step === 'shop' || !isDone(step))
  const open = asked ?? (untouched ? 'shop' : STEPS.find((step) => !isDone(step)))
  const go = (step: Step | undefined) =>
    void navigate(step ? { to: paths.first_steps, search: (now) => ({ ...now, step }) } : { to: paths.home })
  const all = STEPS.every(isDone)
  return (
    <Page
      width="form"
      title={w(all ? 'steps_done' : 'steps_title')}
      lead={w(all ? 'steps_done_lead' : 'steps_lead')}
      actions={
        <LinkButton variant="default" to={paths.home}>
          {w('go_home')}
        </LinkButton>
      }
    >
      <ol className={styles.steps} aria-label={w('list')}>
        {STEPS.map((step, index) => {
          const Part = parts[step]
          const next = STEPS[index + 1]
          return (
            <li key={step} className={styles.step}>
              <h2>
                <UnstyledButton
                  className={styles.stepHead}
                  aria-expanded={open === step}
                  onClick={() => go(step)}
                >
                  <span className={styles.mark} data-done={isDone(step) || undefined} aria-hidden>
                    {isDone(step) ? <IconCheck size={18} stroke={2} /> : index + 1}
                  </span>
                  {w(`step_${step}`)}
                  {isDone(step) && <span className={styles.state}>{w('done')}</span>}
                </UnstyledButton>
              </h2>
              {open === step && (
                <div className={styles.body}>
                  <Part />
                  <div className={styles.foot}>
                    <Button variant="subtle" onClick={() => go(next)}>
                      {w(!next ? 'go_home' : isDone(step) ? 'next' : 'skip')}
                    </Button>
                  </div>
                </div>
              )}
            </li>
          )
        })}
      </ol>
    </Page>
  )
}
