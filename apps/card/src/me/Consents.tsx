/** Each question in its own words, answered by a switch that says what was answered and when. */
import { useId, useState } from 'react'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { useFormats } from '#ui/words.ts'
import styles from './me.module.css'
import type { Me } from './use-me.ts'
import { useWords } from './words.ts'

type Consent = Me['consents'][number]
type Channel = 'email' | 'sms' | 'phone' | 'letter' | 'push' | 'tracking'

export function Consents({ consents, become }: { consents: Consent[]; become: (me: Me) => void }) {
  const w = useWords()
  return (
    <>
      <p className={styles.soft}>{w('consents_lead')}</p>
      <ul className={styles.box}>
        {consents.map((consent) => (
          <li key={`${consent.channel} ${consent.purpose}`}>
            <Question consent={consent} become={become} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Question({ consent, become }: { consent: Consent; become: (me: Me) => void }) {
  const w = useWords()
  const f = useFormats()
  const id = useId()
  const [asked, setAsked] = useState<boolean>()
  const [failed, setFailed] = useState(false)
  const { channel, purpose, text, text_version, language, given, occurred_at } = consent
  async function answer(yes: boolean) {
    setAsked(yes)
    setFailed(false)
    try {
      const me = await api.put('/card/consents/{consent_id}', {
        params: { consent_id: newId() },
        body: {
          channel: channel as Channel,
          purpose,
          given: yes,
          text_version,
          language: language === 'en' ? 'en' : 'fr',
        },
      })
      become(me)
    } catch {
      setFailed(true)
    }
    setAsked(undefined)
  }
  const date = occurred_at ? f.date(occurred_at) : ''
  const status = !occurred_at ? w('never') : given ? w('given_on', { date }) : w('refused_on', { date })
  return (
    <div className={styles.question}>
      <div>
        <label id={`${id}-label`} htmlFor={id}>
          {w(`by_${channel as Channel}`)}
        </label>
        <p id={`${id}-text`}>{text}</p>
        <small data-given={given || undefined}>{status}</small>
        {failed && (
          <p role="alert" className={styles.problem}>
            {w('not_saved')}
          </p>
        )}
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className={styles.switch}
        checked={asked ?? given}
        aria-checked={asked ?? given}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-text`}
        onChange={({ target }) => void answer(target.checked)}
      />
    </div>
  )
}
