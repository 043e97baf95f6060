/** A screen becomes a till by a code of six digits, once. */
import { useState } from 'react'
import { PinInput } from '@mantine/core'
import { ApiError, isUnreachable } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import { Picture } from '#ui/components/Picture.tsx'
import { pair } from '../keep/till.ts'
import { refresh } from '../keep/open.ts'
import { useWords } from './words.ts'
import styles from './shift.module.css'

const LENGTH = 6

function problemOf(error: unknown): 'pair_offline' | 'pair_many' | 'pair_wrong' {
  if (isUnreachable(error)) return 'pair_offline'
  return error instanceof ApiError && error.status === 429 ? 'pair_many' : 'pair_wrong'
}

export function PairScreen() {
  const w = useWords()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null)
  const send = async (typed: string) => {
    setBusy(true)
    setProblem(null)
    try {
      await pair(typed)
      void refresh(true)
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
    }
  }
  return (
    <main className={styles.pairing}>
      <Picture of="cards" />
      <h1>{w('pair_title')}</h1>
      <p className={styles.soft} id="pair-lead">
        {w('pair_lead')}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (code.length === LENGTH) void send(code)
        }}
      >
        <PinInput
          length={LENGTH}
          type="number"
          size="lg"
          inputMode="numeric"
          aria-label={w('pair_code')}
          aria-describedby="pair-lead"
          value={code}
          disabled={busy}
          error={problem !== null}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do on this screen
          autoFocus
          placeholder=""
          onChange={setCode}
          onComplete={(typed) => void send(typed)}
        />
        <p className={styles.said} role="alert">
          {problem && w(problem)}
        </p>
        <Button type="submit" busy={busy} full>
          {busy ? w('pairing') : w('pair')}
        </Button>
      </form>
    </main>
  )
}
