/**
 * What the customer sees when the tablet is turned: their card for their phone, and what the shop asks them, in their
 * words. Each answer is theirs; none is given beforehand, and saying nothing is an answer that is not recorded.
 */
import { lazy, Suspense, useEffect, useState } from 'react'
import { Switch } from '@mantine/core'
import { api, ApiError } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { useLanguage } from '#ui/words.ts'
import { groupCardNumber } from '../../../../server/features/customers/rules.ts'
import { keepPerson, usePerson } from '../keep/people.ts'
import type { Person } from '../keep/shapes.ts'
import { bootstrap, online, reaching } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { jobs } from '../queue/queue.ts'
import { draft } from '../sale/draft.ts'
import { openCustomer } from '../customer/open.ts'
import { questionsFor, queueAnswers } from './consents.ts'
import { useWords } from './words.ts'
import styles from './card.module.css'

const QrCode = lazy(async () => ({ default: (await import('#ui/codes/QrCode.tsx')).QrCode }))
const Barcode = lazy(async () => ({ default: (await import('#ui/codes/Barcode.tsx')).Barcode }))

export function WelcomeScreen({ customer_id }: { customer_id: string }) {
  const w = useWords()
  const language = useLanguage()
  const known = bootstrap.use()
  const person = usePerson(customer_id)
  const [yes, setYes] = useState<Record<string, boolean>>({})
  const questions = person && known ? questionsFor(person, known, language) : []
  const finish = async () => {
    if (person) {
      const answered = questions.filter((question) => yes[question.channel] !== undefined)
      await queueAnswers(
        person,
        answered.map((question) => ({ ...question, given: yes[question.channel]! })),
      )
      if (answered.length > 0)
        await keepPerson({ ...person, asked: [...person.asked, ...answered.map(({ channel }) => channel)] })
    }
    if (draft.get().customer_id === customer_id) goTo(paths.sale, { replace: true })
    else openCustomer(customer_id)
  }
  return (
    <div className={`${styles.welcome} frame-of-screen`}>
      <main className={styles.welcomeMain} id="content" data-asks={questions.length > 0 || undefined}>
        <header>
          <p>{known?.tenant.name}</p>
          <h1>{person?.first_name ? w('welcome', { name: person.first_name }) : w('welcome_plain')}</h1>
        </header>
        {person && <OnPhone person={person} />}
        {questions.length > 0 && (
          <section className={styles.asks}>
            <h2>{w('asks')}</h2>
            <p className={styles.soft}>{w('asks_lead')}</p>
            {questions.map(({ channel, text }) => (
              <label key={channel} className={styles.ask}>
                <Switch
                  size="lg"
                  color="var(--primary)"
                  aria-label={w(`channel_${channel}`)}
                  checked={yes[channel] ?? false}
                  onChange={(event) => setYes({ ...yes, [channel]: event.currentTarget.checked })}
                />
                <span>{text}</span>
              </label>
            ))}
          </section>
        )}
      </main>
      <footer className={styles.welcomeFoot}>
        <span>{w('turn')}</span>
        <Button onClick={() => void finish()}>{w('finish')}</Button>
      </footer>
    </div>
  )
}

/** A link that opens the card where there is a network; its bar code where there is none. */
function OnPhone({ person }: { person: Person }) {
  const w = useWords()
  const connected = online.use()
  const isSent = !jobs.use().some((job) => job.kind === 'customer' && job.key === person.customer_id)
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!connected || !isSent) return
    let stopped = false
    const params = { customer_id: person.customer_id }
    void reaching(api.put('/customers/{customer_id}/card-link', { params })).then(
      (link) => stopped || setUrl(link.url),
      (error: unknown) => {
        if (!(error instanceof ApiError)) throw error
      },
    )
    return () => {
      stopped = true
    }
  }, [connected, isSent, person.customer_id])
  return (
    <section className={styles.phone}>
      <h2>{w('your_card')}</h2>
      <div className={styles.paper}>
        <Suspense>
          {url ? (
            <div className={styles.qr}>
              <QrCode text={url} label={w('your_card')} />
            </div>
          ) : (
            person.card && (
              <div className={styles.bars}>
                <Barcode text={person.card} label={w('number', { number: person.card })} />
              </div>
            )
          )}
        </Suspense>
        {person.card && <p className="figures">{groupCardNumber(person.card)}</p>}
      </div>
      <p className={styles.soft}>{w(url || (connected && isSent) ? 'scan_me' : 'later')}</p>
    </section>
  )
}
