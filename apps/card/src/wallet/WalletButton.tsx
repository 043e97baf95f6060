/** The card into the phone's own wallet. Not shown where the device has none, or the shop's host has not set it up. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#ui/api.ts'
import styles from './wallet.module.css'
import { walletOf, type WalletKind } from './which.ts'
import { useWords } from './words.ts'

const ASK = {
  apple: () => api.put('/card/passes/apple'),
  google: () => api.put('/card/passes/google'),
}

export function WalletButton() {
  const w = useWords()
  const kind = walletOf(navigator.userAgent)
  const [state, setState] = useState<'rest' | 'busy' | 'failed'>('rest')
  const { data } = useQuery({
    queryKey: ['/card/passes'],
    queryFn: ({ signal }) => api.get('/card/passes', { signal }),
    enabled: kind !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!kind || !data?.[kind]) return null
  const add = async (to: WalletKind) => {
    setState('busy')
    try {
      location.assign((await ASK[to]()).url)
      setState('rest')
    } catch {
      setState('failed')
    }
  }
  return (
    <div className={styles.wallet}>
      <button
        type="button"
        className={styles.button}
        aria-busy={state === 'busy'}
        onClick={() => state !== 'busy' && void add(kind)}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <rect x="3" y="5" width="18" height="14" rx="3" />
          <path d="M3 10h18M3 14h6a3 3 0 0 0 6 0h6" />
        </svg>
        {w(kind)}
      </button>
      <small role={state === 'failed' ? 'alert' : undefined}>
        {w(state === 'failed' ? 'failed' : 'why')}
      </small>
    </div>
  )
}
