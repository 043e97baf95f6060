/** Bringing a friend: a code to give, made when it is first asked for; and the code that a friend gave. */
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { IconCheck, IconShare } from '#ui/icons.ts'
import { Button } from '#ui/light/Button.tsx'
import type { Card } from '../keep/kept.ts'
import { Section } from '../shell/Section.tsx'
import { thisDevice } from './this-device.ts'
import styles from './standing.module.css'
import { useWords } from './words.ts'

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
            <ShareLink text={words} link={link ?? referral_code} />
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

/** The phone's own way of handing on; where it has none, the link is copied. */
function ShareLink({ text, link }: { text: string; link: string }) {
  const w = useWords()
  const [copied, setCopied] = useState(false)
  const share = async () => {
    try {
      if (typeof navigator.share === 'function') await navigator.share({ text, url: link })
      else {
        await navigator.clipboard.writeText(link)
        setCopied(true)
      }
    } catch {
      // Whoever closes the phone's list of ways has handed on nothing: there is nothing to say.
    }
  }
  const Icon = copied ? IconCheck : IconShare
  return (
    <Button full onClick={() => void share()}>
      <Icon size={20} stroke={1.75} aria-hidden="true" />
      <span aria-live="polite">{w(copied ? 'friend_copied' : 'friend_share')}</span>
    </Button>
  )
}
