/** A card comes to a phone by a code: where to, which code, and whose card when several share the address. */
import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import { startWords } from '#ui/words.ts'
import { keepToken } from '../keep/kept.ts'
import { useInvitation } from '../open/invitation.ts'
import { dressIn, logoOf } from '../shell/dress.ts'
import { Frame } from '../shell/Frame.tsx'
import { useTitle } from '../shell/Page.tsx'
import { AskStep, type Wish } from './AskStep.tsx'
import { CodeStep, type Holder } from './CodeStep.tsx'
import styles from './sign-in.module.css'
import { useWords } from './words.ts'

type Step =
  | { at: 'ask' }
  | { at: 'code'; wish: Wish }
  | { at: 'choose'; wish: Wish; code: string; cards: Holder[] }

export function SignInPage() {
  const w = useWords()
  const [step, setStep] = useState<Step>({ at: 'ask' })
  const shop = useQuery({ queryKey: ['tenant'], queryFn: () => api.get('/tenant') }).data
  useTitle(w('title'))
  useEffect(() => {
    if (!shop) return
    startWords({ language: shop.language === 'en' ? 'en' : 'fr' })
    dressIn(shop)
  }, [shop])
  const invitation = useInvitation()
  const logo = logoOf(shop?.theme)
  return (
    <Frame alone>
      <div className={styles.page}>
        <header className={styles.banner}>
          {logo && <img src={logo} alt="" />}
          <p>{shop?.name}</p>
        </header>
        {invitation && (
          <aside className={styles.invited}>
            <p>{w('invited')}</p>
            <strong>{invitation}</strong>
            <p>{w('invited_lead')}</p>
          </aside>
        )}
        {step.at === 'ask' && <AskStep onSent={(wish) => setStep({ at: 'code', wish })} />}
        {step.at === 'code' && (
          <CodeStep
            wish={step.wish}
            onBack={() => setStep({ at: 'ask' })}
            onCards={(code, cards) => setStep({ at: 'choose', wish: step.wish, code, cards })}
          />
        )}
        {step.at === 'choose' && <ChooseStep {...step} onLost={() => setStep({ at: 'ask' })} />}
      </div>
    </Frame>
  )
}

type ChooseProps = { wish: Wish; code: string; cards: Holder[]; onLost: () => void }

function ChooseStep({ wish: { recipient }, code, cards, onLost }: ChooseProps) {
  const w = useWords()
  const [busy, setBusy] = useState<string>()
  async function choose(customer_id: string) {
    setBusy(customer_id)
    try {
      const body = { recipient, code, customer_id }
      const { token, customer } = await api.post('/card/sign-in', { body })
      if (token && customer) keepToken(token, customer)
    } catch {
      // The code lived ten minutes and has been used up meanwhile: one starts again.
      onLost()
    }
  }
  return (
    <section className={styles.step}>
      <h1>{w('choose_title')}</h1>
      <p>{w('choose_lead')}</p>
      {cards.map(({ customer_id, first_name }) => (
        <Button
          key={customer_id}
          kind="plain"
          full
          busy={busy === customer_id}
          onClick={() => void choose(customer_id)}
        >
          {first_name ?? w('nameless')}
        </Button>
      ))}
    </section>
  )
}
