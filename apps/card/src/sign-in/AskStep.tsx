/** Where the code goes. */
import { useState, type FormEvent } from 'react'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { Button } from '#ui/light/Button.tsx'
import { useOnline } from '#ui/light/online.ts'
import { Choice } from '../shell/Choice.tsx'
import { Field } from '../shell/Field.tsx'
import styles from './sign-in.module.css'
import { useWords } from './words.ts'

export type Wish = { channel: 'sms' | 'email'; recipient: string }

export const askForCode = (wish: Wish) => api.post('/card/codes', { body: wish })

export function AskStep({ onSent }: { onSent: (wish: Wish) => void }) {
  const w = useWords()
  const online = useOnline()
  const [wish, setWish] = useState<Wish>({ channel: 'sms', recipient: '' })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const by_phone = wish.channel === 'sms'
  async function send(event: FormEvent) {
    event.preventDefault()
    if (busy || !online) return
    setBusy(true)
    setProblem(undefined)
    try {
      await askForCode(wish)
      onSent(wish)
    } catch (error) {
      const { title, detail } = failureOf(error)
      setProblem([title, detail].filter(Boolean).join(' '))
      setBusy(false)
    }
  }
  return (
    <form className={styles.step} onSubmit={(event) => void send(event)} noValidate>
      <h1>{w('title')}</h1>
      <p>{w('lead')}</p>
      <Choice
        quiet
        label={w('how')}
        value={wish.channel}
        options={[
          ['sms', w('sms')],
          ['email', w('email')],
        ]}
        onChange={(channel) => setWish({ channel, recipient: '' })}
      />
      <Field
        key={wish.channel}
        label={w(by_phone ? 'phone_label' : 'email_label')}
        type={by_phone ? 'tel' : 'email'}
        inputMode={by_phone ? 'tel' : 'email'}
        autoComplete={by_phone ? 'tel' : 'email'}
        placeholder={w(by_phone ? 'phone_example' : 'email_example')}
        value={wish.recipient}
        onChange={({ target }) => setWish({ ...wish, recipient: target.value })}
        problem={problem}
      />
      <Button type="submit" full busy={busy} {...(!online && { why_not: w('no_network') })}>
        {busy ? w('sending') : w('send')}
      </Button>
      <p className={styles.aside}>{w('no_card')}</p>
    </form>
  )
}
