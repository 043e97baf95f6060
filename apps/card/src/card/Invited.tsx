/** A friend's link was opened on this phone: the holder says by whose code they came, or that nobody brought them. */
import { useState } from 'react'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { Button } from '#ui/light/Button.tsx'
import { forgetInvitation } from '../open/invitation.ts'
import { Section } from '../shell/Section.tsx'
import { thisDevice } from './this-device.ts'
import styles from './standing.module.css'
import { useWords } from './words.ts'

type InvitedProps = { code: string; silent: boolean; onSaid: (words: string) => void }

/** `onSaid` outlives the invitation, which is gone once it was said. */
export function Invited({ code, silent, onSaid }: InvitedProps) {
  const w = useWords()
  const [busy, setBusy] = useState(false)
  const say = async () => {
    setBusy(true)
    try {
      const params = { referral_id: newId() }
      await api.put('/card/referrals/{referral_id}', { params, body: { code, device: thisDevice() } })
      onSaid(w('invited_said'))
    } catch (error) {
      const { title, detail } = failureOf(error)
      onSaid([title, detail].filter(Boolean).join(' '))
    }
    forgetInvitation()
  }
  return (
    <Section title={w('invited')}>
      <div className={styles.club}>
        <p>{w('invited_lead', { code })}</p>
        <Button full busy={busy} {...(silent && { why_not: w('club_offline') })} onClick={() => void say()}>
          {w('invited_yes')}
        </Button>
        <Button full kind="plain" onClick={forgetInvitation}>
          {w('invited_no')}
        </Button>
      </div>
    </Section>
  )
}
