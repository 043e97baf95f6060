/** After the switch: what the programme costs, its budget, and what its simulation had said. */
import { useState } from 'react'
import { Alert, Button, Progress } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { TimeChart } from '#ui/charts/TimeChart.tsx'
import { showDone } from '#ui/components/ask-first.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import { LoyaltyTabs } from '../loyalty/LoyaltyTabs.tsx'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { useMonthLabels } from './CostPlots.tsx'
import { budgetsQuery } from './queries.ts'
import type { Budgets } from './queries.ts'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

export function BudgetPage() {
  const w = useWords()
  const budgets = useSuspenseQuery(budgetsQuery).data
  const month = budgets.months.at(-1)!
  const year = budgets.years.at(-1)!
  return (
    <Page title={w('budget_title')} lead={w('budget_page_lead')}>
      <LoyaltyTabs />
      <div className={styles.budgets}>
        <Budget
          key={`${month.month} ${month.budget_cents}`}
          period={month.month}
          title={w('budget_this_month')}
          label={w('budget_month')}
          cost_cents={month.cost_cents}
          budget_cents={month.budget_cents}
        />
        <Budget
          key={`${year.year} ${year.budget_cents}`}
          period={year.year}
          title={w('budget_this_year')}
          label={w('budget_year')}
          cost_cents={year.cost_cents}
          budget_cents={year.budget_cents}
        />
      </div>
      <p className={styles.soft}>{w('budget_alerts')}</p>
      <Section title={w('cost_title')}>
        <Months budgets={budgets} />
      </Section>
    </Page>
  )
}

type BudgetProps = {
  period: string
  title: string
  label: string
  cost_cents: number
  budget_cents: number | null
}

function Budget({ period, title, label, cost_cents, budget_cents }: BudgetProps) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(budget_cents)
  const save = useMutation({
    mutationFn: async () => {
      if (typed === null || typed === 0) {
        await api.delete('/programme-budgets/{period}', { params: { period } })
        return queries.invalidateQueries(budgetsQuery)
      }
      const now = await api.put('/programme-budgets/{period}', {
        params: { period },
        body: { budget_cents: typed },
      })
      queries.setQueryData(budgetsQuery.queryKey, now)
    },
    onSuccess: () => showDone({ message: w('budget_saved') }),
  })
  const share = budget_cents ? cost_cents / budget_cents : 0
  return (
    <section className={styles.budget} aria-label={title}>
      <h2 className={styles.budgetTitle}>{title}</h2>
      <p className={styles.budgetValue}>
        {f.money(cost_cents)}{' '}
        <span className={styles.soft}>
          {budget_cents === null ? w('budget_unset') : w('budget_of', { budget: f.moneyShort(budget_cents) })}
        </span>
      </p>
      {budget_cents !== null && (
        <Progress
          value={Math.min(100, share * 100)}
          color={share >= 1 ? 'red' : share >= 0.8 ? 'yellow' : undefined}
          size="md"
          aria-label={`${title} : ${f.percent(Math.round(share * 100) / 100)}`}
        />
      )}
      <form
        className={styles.budgetForm}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <MoneyInput className={styles.short} label={label} cents={typed} onCents={setTyped} />
        <Button type="submit" variant="default" loading={save.isPending}>
          {w('budget_save')}
        </Button>
      </form>
      {save.error && <Alert color="red">{failureOf(save.error).title}</Alert>}
    </section>
  )
}

function Months({ budgets: { months, adoption } }: { budgets: Budgets }) {
  const w = useWords()
  const f = useFormats()
  const labels = useMonthLabels(months.map(({ month }) => month))
  const since = months.filter(({ expected_cents }) => expected_cents !== null)
  const sum = (cents: number[]) => cents.reduce((all, one) => all + one, 0)
  const sentence = adoption
    ? w('budget_said_expected', {
        cost: f.moneyRound(sum(since.map((one) => one.cost_cents))),
        expected: f.moneyRound(sum(since.map((one) => one.expected_cents ?? 0))),
      })
    : w('budget_said', { cost: f.moneyRound(sum(months.map((one) => one.cost_cents))) })
  return (
    <ChartFrame
      sentence={sentence}
      about={
        adoption ? (
          <>
            {w('budget_about')}{' '}
            <LinkAnchor to={paths.simulation} params={{ simulation_id: adoption.simulation_id }}>
              {w('budget_from', { name: `${adoption.simulation_name}, ${adoption.variant_name}` })}
            </LinkAnchor>
          </>
        ) : (
          w('budget_no_simulation')
        )
      }
      headings={[w('col_month'), w('col_turnover'), w('col_actual'), w('col_expected'), w('col_budget')]}
      rows={months.map((one) => [
        f.month(`${one.month}-15`),
        f.moneyRound(one.turnover_cents),
        f.money(one.cost_cents),
        one.expected_cents === null ? '–' : f.money(one.expected_cents),
        one.budget_cents === null ? '–' : f.money(one.budget_cents),
      ])}
    >
      <TimeChart
        kind="columns"
        spoken={sentence}
        labels={labels}
        main={{ label: w('actual'), values: months.map(({ cost_cents }) => Math.max(0, cost_cents)) }}
        {...(adoption && {
          compared: { label: w('expected'), values: months.map(({ expected_cents }) => expected_cents) },
        })}
        write={f.moneyRound}
      />
    </ChartFrame>
  )
}
