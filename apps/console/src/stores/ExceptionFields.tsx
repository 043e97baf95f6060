/** Days that are not as the others: public holidays proposed, closings written by hand. */
import { useState } from 'react'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { DateField } from '#ui/components/DateField.tsx'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { IconCalendar, IconX } from '#ui/icons.ts'
import { stopAtWrongField } from '#ui/stop-at-wrong-field.ts'
import { useFormats, useLanguage } from '#ui/words.ts'
import type { Exception } from '../../../../server/features/stores/rules.ts'
import { useWords } from './words.ts'
import styles from './stores.module.css'

type ExceptionProps = {
  store_id: string
  exceptions: Exception[]
  onExceptions: (exceptions: Exception[]) => void
}

const inOrder = (exceptions: Exception[]) => exceptions.toSorted((a, b) => (a.from < b.from ? -1 : 1))

export function ExceptionFields({ store_id, exceptions, onExceptions }: ExceptionProps) {
  const w = useWords()
  const f = useFormats()
  const language = useLanguage()
  const today = new Date().toISOString().slice(0, 10)
  const year = Number(today.slice(0, 4)) + (today.slice(5) > '11-15' ? 1 : 0)
  const propose = useMutation({
    mutationFn: () => api.get('/stores/{store_id}/holidays', { params: { store_id }, query: { year } }),
    onSuccess: ({ items }) => {
      const missing = items
        .filter(({ date }) => date >= today)
        .filter(({ date }) => !exceptions.some(({ from, to }) => from <= date && date <= to))
        .map(({ date, label }) => ({ from: date, to: date, label: label[language], hours: [] }))
      onExceptions(inOrder([...exceptions, ...missing]))
      showDone({ message: w('proposed', { count: missing.length }) })
    },
  })
  const day = ({ from, to }: Exception) =>
    from === to ? f.weekday(from) + ` ${from.slice(0, 4)}` : `${f.date(from)} – ${f.date(to)}`
  return (
    <section className={styles.form} aria-labelledby="exceptions">
      <h2 id="exceptions" className={styles.asked}>
        {w('exceptions')}
      </h2>
      {exceptions.length === 0 && <p className={styles.soft}>{w('exceptions_none')}</p>}
      <ul className={styles.exceptions}>
        {exceptions
          .filter(({ to }) => to >= today)
          .map((one) => (
            <li key={one.from}>
              <span>{one.label}</span>
              <span className={styles.soft}>{day(one)}</span>
              <ActionIcon
                variant="subtle"
                size="lg"
                aria-label={w('remove_exception', { label: one.label })}
                onClick={() => onExceptions(exceptions.filter((other) => other !== one))}
              >
                <IconX size={18} stroke={1.75} />
              </ActionIcon>
            </li>
          ))}
      </ul>
      <Button
        className={styles.start}
        variant="default"
        leftSection={<IconCalendar size={18} stroke={1.75} />}
        loading={propose.isPending}
        onClick={() => propose.mutate()}
      >
        {w('propose', { year: String(year) })}
      </Button>
      <NewException
        first={today}
        onAdd={(one) => onExceptions(inOrder([...exceptions.filter(({ from }) => from !== one.from), one]))}
      />
    </section>
  )
}

function NewException({ first, onAdd }: { first: string; onAdd: (exception: Exception) => void }) {
  const w = useWords()
  const [label, setLabel] = useState('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const last = to || from
  const ready = label.trim() !== '' && from !== '' && last >= from
  const add = () => {
    onAdd({ label: label.trim(), from, to: last, hours: [] })
    setLabel('')
    setFrom('')
    setTo('')
  }
  return (
    <div className={styles.line} data-bottom>
      <TextInput
        label={w('exception_label')}
        placeholder={w('exception_example')}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        maxLength={100}
      />
      <DateField
        label={w('exception_from')}
        min={first}
        value={from || null}
        onValue={setFrom}
        onClear={() => setFrom('')}
      />
      <DateField
        label={w('exception_to')}
        min={from || first}
        value={to || null}
        onValue={setTo}
        onClear={() => setTo('')}
      />
      <Button
        variant="default"
        disabled={!ready}
        onClick={({ currentTarget }) => !stopAtWrongField(currentTarget.parentElement!) && add()}
        aria-label={w('add_exception')}
      >
        {w('exception_add')}
      </Button>
    </div>
  )
}
