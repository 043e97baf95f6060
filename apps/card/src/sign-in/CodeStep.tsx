/** The code that came. The last figure is enough: nobody has to press a button. */
import { useEffect, useRef, useState } from 'react'
import { api, ApiError } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { Button } from '#ui/light/Button.tsx'
import { keepToken } from '../keep/kept.ts'
import { askForCode, type Wish } from './AskStep.tsx'
import { CODE_LENGTH, CodeField } from './CodeField.tsx'
import { Resend } from './Resend.tsx'
import styles from './sign-in.module.css'
import { useWords } from './words.ts'

export type Holder = { customer_id: string; first_name: string | null }

type CodeStepProps = {
  wish: Wish
  onBack: () => void
  onCards: (code: string, cards: Holder[]) => void
}

export function CodeStep({ wish, onBack, onCards }: CodeStepProps) {
  const w = useWords()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const tried = useRef('')

  async function open(whole: string) {
    tried.current = whole
    setBusy(true)
    setProblem(undefined)
    try {
      const body = { recipient: wish.recipient, code: whole }
      const { token, customer, cards } = await api.post('/card/sign-in', { body })
      if (token && customer) keepToken(token, customer)
      else onCards(whole, cards)
    } catch (error) {
      const { title, detail } = failureOf(error)
      setProblem([title, detail].filter(Boolean).join(' '))
      setBusy(false)
      if (error instanceof ApiError && error.code === 'code_wrong') setCode('')
    }
  }
  useEffect(() => {
    if (code.length === CODE_LENGTH && code !== tried.current) void open(code)
    if (code.length < CODE_LENGTH && code.length > 0) tried.current = ''
  })
  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy && code.length === CODE_LENGTH) void open(code)
      }}
    >
      <h1>{w('code_title')}</h1>
      <p>{w('code_sent', { recipient: wish.recipient })}</p>
      <CodeField label={w('code_label')} value={code} onChange={setCode} problem={problem} />
      <Button type="submit" full busy={busy}>
        {busy ? w('checking') : w('check')}
      </Button>
      <Resend resend={() => askForCode(wish)} />
      <Button kind="quiet" full onClick={onBack}>
        {w('change')}
      </Button>
    </form>
  )
}
