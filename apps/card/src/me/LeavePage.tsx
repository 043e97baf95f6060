/** Leaving: what happens, then one button. */
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { forgetCard, type Card } from '../keep/kept.ts'
import { paths } from '../paths.ts'
import { Page } from '../shell/Page.tsx'
import { depart } from './departed.ts'
import styles from './me.module.css'
import { useWords } from './words.ts'

export function LeavePage({ card }: { card: Card }) {
  const w = useWords()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const gift_cards = card.vouchers.filter(({ kind }) => kind === 'gift_card')
  const losing = card.accounts.filter(({ available }) => available > 0).map(({ words }) => words)
  const leave = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const { kept } = await api.put('/card/departure', { body: {} })
      depart({ shop: card.tenant.name, kept, gift_cards })
      forgetCard()
      client.clear()
      goTo(paths.card, { replace: true })
    } catch (error) {
      const { title, detail } = failureOf(error)
      setProblem([title, detail].filter(Boolean).join('. '))
      setBusy(false)
    }
  }
  return (
    <Page title={w('leave_title')} lead={w('leave_lead')}>
      <ul className={styles.happens}>
        <li>{w('leave_1')}</li>
        <li>{w('leave_2')}</li>
        {losing.length > 0 && <li>{w('leave_points', { points: losing.join(', ') })}</li>}
        {gift_cards.length > 0 && <li>{w('leave_3')}</li>}
      </ul>
      <p className={styles.soft}>{w('leave_4')}</p>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div className={styles.fields}>
        <Button full onClick={() => goTo(paths.me)}>
          {w('leave_stay')}
        </Button>
        <Button kind="danger" full busy={busy} onClick={() => void leave()}>
          {busy ? w('leaving') : w('leave_confirm')}
        </Button>
      </div>
    </Page>
  )
}
