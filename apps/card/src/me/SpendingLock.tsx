/** The holder's own brake: nothing is spent from a lost card. */
import { useState } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { Button } from '#ui/light/Button.tsx'
import { useFormats } from '#ui/words.ts'
import styles from './me.module.css'
import { useWords } from './words.ts'

export function SpendingLock() {
  const w = useWords()
  const f = useFormats()
  const client = useQueryClient()
  const [failure, setFailure] = useState<string>()
  const { data } = useQuery({ queryKey: ['spend-lock'], queryFn: () => api.get('/card/spend-lock') })
  if (!data) return null
  const { lock } = data
  const change = async () => {
    setFailure(undefined)
    try {
      const changed = lock ? await api.delete('/card/spend-lock') : await api.put('/card/spend-lock')
      client.setQueryData(['spend-lock'], changed)
    } catch (error) {
      setFailure(failureOf(error).title)
    }
  }
  const by_shop = lock?.locked_as === 'staff'
  return (
    <div className={styles.deed}>
      {lock && <p>{w(by_shop ? 'locked_by_shop' : 'locked_since', { date: f.date(lock.locked_at) })}</p>}
      {!by_shop && (
        <Button kind="plain" full onClick={() => void change()}>
          {w(lock ? 'unlock' : 'lock')}
        </Button>
      )}
      <small>{w(by_shop ? 'lock_shop_why' : 'lock_why')}</small>
      {failure && <p role="alert">{failure}</p>}
    </div>
  )
}
