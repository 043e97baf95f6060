/** Cards in phones' wallets: how many, whether they are offered, and what the host has still to do. */
import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { IconAlertTriangle, IconCircleCheck } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { MessageTabs } from '../campaigns/MessageTabs.tsx'
import { walletQuery, type Wallet } from './queries.ts'
import { useWords } from './words.ts'
import styles from './passes.module.css'

export function WalletPage() {
  const w = useWords()
  const { data, error, refetch } = useQuery(walletQuery)
  return (
    <Page title={w('title')} lead={w('lead')}>
      <MessageTabs />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={6} />}
      {data && <Standing wallet={data} />}
    </Page>
  )
}

const SOON_MS = 45 * 86_400_000

function Standing({ wallet: { apple, google, passes, is_reached, problem } }: { wallet: Wallet }) {
  const w = useWords()
  const f = useFormats()
  const date = apple.expires_at ? f.date(apple.expires_at) : ''
  const soon = apple.expires_at !== null && Date.parse(apple.expires_at) - Date.now() < SOON_MS
  return (
    <>
      {passes.waiting > 0 && (
        <Alert color={problem ? 'orange' : 'gray'}>
          {w('waiting', { count: passes.waiting })} {problem && w('told', { problem })}
        </Alert>
      )}
      <ul className={styles.wallets}>
        <OneWallet
          name={w('apple')}
          count={w('cards', { count: passes.apple })}
          where={passes.apple > 0 ? w('phones', { count: passes.phones }) : null}
          problem={apple.problem && w(`apple_${apple.problem}`, { date })}
        >
          {date && (
            <p className={soon ? styles.warning : styles.soft}>{w(soon ? 'ends_soon' : 'until', { date })}</p>
          )}
          {!is_reached && <p className={styles.warning}>{w('not_reached')}</p>}
        </OneWallet>
        <OneWallet
          name={w('google')}
          count={w('cards', { count: passes.google })}
          where={null}
          problem={google.problem && w(`google_${google.problem}`)}
        />
      </ul>
    </>
  )
}

type OneProps = {
  name: string
  count: string
  where: string | null
  /** What is missing, in words; null when it is offered. */
  problem: string | null
  children?: ReactNode
}

function OneWallet({ name, count, where, problem, children }: OneProps) {
  const w = useWords()
  const Icon = problem === null ? IconCircleCheck : IconAlertTriangle
  return (
    <li className={styles.card}>
      <h2 className={styles.name}>{name}</h2>
      <p className={styles.count}>
        {count} {where && <span className={styles.soft}>{where}</span>}
      </p>
      <p className={styles.state} data-on={problem === null || undefined}>
        <Icon size={18} stroke={1.75} aria-hidden />
        {w(problem === null ? 'on' : 'off')}
      </p>
      {problem === null ? (
        children
      ) : (
        <div className={styles.missing}>
          <h3 className={styles.who}>{w('host')}</h3>
          <p>{problem}</p>
          <p className={styles.soft}>{w('guide')}</p>
        </div>
      )}
    </li>
  )
}
