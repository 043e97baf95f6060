/** Bringing a friend: a code to give, made when it is first asked for; and the code that a friend gave. */
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { Button } from '#ui/light/Button.tsx'
import type { Card } from '../keep/kept.ts'
import { CopyCode } from '../rewards/CopyCode.tsx'
import { Section } from '../shell/Section.tsx'
import styles from './standing.module.css'
import { useWords } from './words.ts'

const KEY = 'comptoir-telephone'

/** This telephone, so that one does not bring oneself. */
function thisDevice(): string {
  const known = localStorage.getItem(KEY)
  if (known) return known
  const made = newId()
  localStorage.setItem(KEY, made)
  return made
}

export function Friend({ referral, silent }: { referral: Card['referral']; silent: boolean }) {
  const w = useWords()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const { referral_code, link, words } = referral
  if (!words) return null
  const show = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      await api.put('/card/referral-code', { body: { device: thisDevice() } })
      await client.refetchQueries({ queryKey: ['card'] })
    } catch (error) {
      setProblem(failureOf(error).title)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={w('friend')}>
      <div className={styles.club}>
        <p>{words}</p>
        {referral_code ? (
          <>
            <p className={styles.code}>{referral_code}</p>
            <CopyCode code={link ?? referral_code} />
          </>
        ) : (
          <Button
            full
            busy={busy}
            {...(silent && { why_not: w('club_offline') })}
            onClick={() => void show()}
          >
            {w('friend_show')}
          </Button>
        )}
        {problem && <p role="alert">{problem}</p>}
      </div>
    </Section>
  )
}
