/** Closes the month for good, after saying what that means. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { useFormats } from '#ui/words.ts'
import { useRole } from '../shell/role.ts'
import { useMonthName } from './month-name.ts'
import { monthQuery, monthsQuery } from './queries.ts'
import type { Statement } from './queries.ts'
import { useWords } from './words.ts'
import styles from './accounting.module.css'

export function CloseMonth({ statement: { month, state, figures } }: { statement: Statement }) {
  const w = useWords()
  const f = useFormats()
  const name = useMonthName()
  const queries = useQueryClient()
  const may = useRole().among('owner')
  const closing = useMutation({
    mutationFn: () => api.put('/accounting/months/{month}/close', { params: { month }, body: {} }),
    onSuccess: (closed) => {
      queries.setQueryData(monthQuery(month).queryKey, closed)
      void queries.invalidateQueries({ queryKey: monthsQuery.queryKey })
      showDone({ message: w('closed_done', { month: name(month, 'first') }) })
    },
  })
  if (!may || state !== 'to_close') return null
  const count = figures.merchants.reduce((sum, { entries }) => sum + entries.length, 0)
  const first = figures.merchants.every(({ opening_owed_cents }) => opening_owed_cents === 0)
  const ask = async () => {
    const sure = await confirmWithCount({
      title: w('close_title', { month: name(month) }),
      confirm: w('close', { month: name(month) }),
      children: (
        <div className={styles.ask}>
          <p>{w('close_text', { month: name(month) })}</p>
          {first && figures.totals.owed_cents > 0 && (
            <p>{w('close_first', { amount: f.money(figures.totals.owed_cents) })}</p>
          )}
          <p>{w('close_entries', { count })}</p>
        </div>
      ),
    })
    if (sure) closing.mutate()
  }
  return (
    <>
      <Button loading={closing.isPending} onClick={() => void ask()}>
        {w('close', { month: name(month) })}
      </Button>
      {closing.error && <ErrorState error={closing.error} onRetry={() => closing.mutate()} />}
    </>
  )
}
