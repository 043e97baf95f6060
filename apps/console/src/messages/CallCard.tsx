/** One call: the number, what to say, and a button for each answer of the script. */
import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListCalls } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import { sayLater } from './say-later.ts'
import { useWords } from './words.ts'
import styles from './messages.module.css'

type Call = ListCalls['answer']['items'][number]
type Answer = Call['outcomes'][number]

/** What says something about the number for good is asked once more, and can be taken back while it is shown. */
const FOR_GOOD = ['refused', 'wrong_number']

export function CallCard({ call }: { call: Call }) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const [said, setSaid] = useState(false)
  const { message_id, first_name, last_name, phone, script, outcomes, tries } = call
  const name = [first_name, last_name].filter(Boolean).join(' ') || w('call_nameless')
  const labelOf = ({ label, outcome }: Answer) => label ?? w(`call_${outcome}`)

  const tell = async ({ outcome, code }: Answer) => {
    try {
      const body = { outcome, note, ...(code && { code }) }
      await api.put('/calls/{message_id}/outcome', { params: { message_id }, body })
    } catch (error) {
      setSaid(false)
      return showDone({ message: failureOf(error).title })
    }
    await queries.invalidateQueries({ queryKey: ['/calls'] })
  }
  const end = async (answer: Answer) => {
    const message = w(`call_done_${answer.outcome}`)
    if (!FOR_GOOD.includes(answer.outcome)) {
      await tell(answer)
      return showDone({ message })
    }
    const sure = await confirmWithCount({
      title: w(`call_sure_${answer.outcome as 'refused'}`, { name }),
      children: w(`call_sure_${answer.outcome as 'refused'}_body`, { phone: f.phone(phone) }),
      confirm: labelOf(answer),
      danger: true,
    })
    if (!sure) return
    setSaid(true)
    const takeBack = sayLater(() => tell(answer))
    showDone({
      message,
      onUndo: () => {
        if (takeBack()) setSaid(false)
      },
    })
  }
  if (said)
    return (
      <li className={`${styles.card} ${styles.call}`}>
        <h3 className={styles.cardTitle}>{name}</h3>
        <p className={styles.soft}>{w('call_being_noted')}</p>
      </li>
    )
  return (
    <li className={`${styles.card} ${styles.call}`}>
      <h3 className={styles.cardTitle}>{name}</h3>
      <a className={`${styles.big} ${styles.number}`} href={`tel:${phone}`}>
        {f.phone(phone)}
      </a>
      {tries.map(({ called_at, outcome, label, note: words }) => (
        <p key={String(called_at)} className={styles.soft}>
          {f.dateTime(called_at)} · {label ?? w(`call_${outcome as Answer['outcome']}`)}
          {words && ` · ${words}`}
        </p>
      ))}
      {script.map(({ title, text }) => (
        <div key={title + text}>
          {title && <strong>{title}</strong>}
          <p className={styles.script}>{text}</p>
        </div>
      ))}
      <TextInput
        label={w('call_note')}
        value={note}
        maxLength={1000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={styles.ways}>
        {outcomes.map((answer, at) => (
          <Button
            key={answer.code ?? answer.outcome}
            variant={at === 0 ? 'filled' : 'default'}
            onClick={() => void end(answer)}
          >
            {labelOf(answer)}
          </Button>
        ))}
      </div>
    </li>
  )
}
