/** Locks the till after a rest without a touch, so that nobody sells in the name of who walked away. */
import { useEffect } from 'react'
import { goTo } from '#ui/light/route.ts'
import { bootstrap, shift } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { isBegun, draft } from '../sale/draft.ts'
import { hasPins, lock } from './shift.ts'

const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const

export function useRestLock(): void {
  const lock_s = bootstrap.use()?.settings.till_lock_s ?? 300
  const locked = shift.use() === null
  useEffect(() => {
    if (locked || !hasPins()) return
    let timer: ReturnType<typeof setTimeout>
    const rest = () => {
      lock()
      // A basket that was begun waits behind the lock; a customer's face does not.
      if (!isBegun(draft.get())) goTo(paths.rest, { replace: true })
    }
    const touch = () => {
      clearTimeout(timer)
      timer = setTimeout(rest, lock_s * 1000)
    }
    touch()
    for (const sign of SIGNS) addEventListener(sign, touch, { passive: true, capture: true })
    return () => {
      clearTimeout(timer)
      for (const sign of SIGNS) removeEventListener(sign, touch, { capture: true })
    }
  }, [lock_s, locked])
}
