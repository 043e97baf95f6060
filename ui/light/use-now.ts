/** The time, looked at again every so often: for what counts down or up while one watches. */
import { useEffect, useState } from 'react'

export function useNow(every_ms = 1000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every_ms)
    return () => clearInterval(timer)
  }, [every_ms])
  return now
}
