/** A new code, once the first has had time to arrive. */
import { useEffect, useState } from 'react'
import { failureOf } from '#ui/failure.ts'
import { Button } from '#ui/light/Button.tsx'
import styles from './sign-in.module.css'
import { useWords } from './words.ts'

const WAIT_S = 30

export function Resend({ resend }: { resend: () => Promise<unknown> }) {
  const w = useWords()
  const [left_s, setLeft] = useState(WAIT_S)
  const [said, setSaid] = useState<string>()
  useEffect(() => {
    if (left_s === 0) return
    const timer = setTimeout(() => setLeft(left_s - 1), 1000)
    return () => clearTimeout(timer)
  }, [left_s])
  const again = () => {
    setLeft(WAIT_S)
    resend().then(
      () => setSaid(w('resent')),
      (error: unknown) => setSaid(failureOf(error).title),
    )
  }
  return (
    <div className={styles.resend}>
      <Button
        kind="plain"
        full
        {...(left_s > 0 && { why_not: w('wait', { count: left_s }) })}
        onClick={again}
      >
        {w('resend')}
      </Button>
      <output>{said}</output>
    </div>
  )
}
