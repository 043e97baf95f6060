/** What was just earned while one looks at the card: told for a few seconds, then it is simply there. */
import { useEffect, useState } from 'react'

const TOLD_MS = 6_000
let last: { unit: string; available: number } | undefined

export function useGain(unit: string | undefined, available: number | undefined): number {
  const [gain, setGain] = useState(0)
  useEffect(() => {
    if (unit === undefined || available === undefined) return
    const before = last?.unit === unit ? last.available : available
    last = { unit, available }
    if (available <= before) return
    setGain(available - before)
    const timer = setTimeout(() => setGain(0), TOLD_MS)
    return () => clearTimeout(timer)
  }, [unit, available])
  return gain
}
