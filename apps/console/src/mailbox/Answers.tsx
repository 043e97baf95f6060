/** What whoever received it would do: answer, say STOP, call it unwanted, or not exist. It takes the way of a real one. */
import { useState } from 'react'
import { Button, Menu, TextInput } from '@mantine/core'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { useWords } from './words.ts'
import styles from './mailbox.module.css'

const BOUNCES = ['hard', 'full', 'soft', 'blocked', 'policy'] as const
type Answer = {
  how: 'answer' | 'stop' | 'bounce' | 'complain'
  text?: string
  bounce?: (typeof BOUNCES)[number]
}

export function Answers({ received_id, channel }: { received_id: string; channel: 'email' | 'sms' }) {
  const w = useWords()
  const [text, setText] = useState('')
  const [failed, setFailed] = useState<unknown>(null)
  const give = async (answer: Answer) => {
    setFailed(null)
    try {
      const params = { received_id, answer_id: newId() }
      await api.put('/mailbox/{received_id}/answers/{answer_id}', { params, body: answer })
      setText('')
      showDone({ message: w(`done_${answer.how}`) })
    } catch (error) {
      setFailed(error)
    }
  }
  return (
    <section className={styles.answers} aria-label={w('answers')}>
      <p className={styles.soft}>{w('answers_for')}</p>
      <form
        className={styles.answer}
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim()) void give({ how: 'answer', text: text.trim() })
        }}
      >
        <TextInput
          aria-label={w('answer')}
          placeholder={w('answer_example')}
          value={text}
          maxLength={500}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button type="submit" disabled={text.trim() === ''}>
          {w('answer')}
        </Button>
      </form>
      <div className={styles.ways}>
        <Button variant="default" onClick={() => void give({ how: 'stop' })}>
          {w('stop')}
        </Button>
        {channel === 'email' && (
          <>
            <Button variant="default" onClick={() => void give({ how: 'complain' })}>
              {w('complain')}
            </Button>
            <Menu position="bottom-start" withinPortal>
              <Menu.Target>
                <Button variant="default">{w('bounce')}</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {BOUNCES.map((bounce) => (
                  <Menu.Item key={bounce} onClick={() => void give({ how: 'bounce', bounce })}>
                    {w(`bounce_${bounce}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </>
        )}
      </div>
      {failed !== null && <ErrorState error={failed} />}
    </section>
  )
}
