/** Amounts and points in lines: tabular, so that they stand under each other. */
import { useFormats } from '../words.ts'

type MoneyProps = {
  cents: number
  /** With + or −, for movements. */
  signed?: boolean
  /** In lighter ink: not yet confirmed by the server. */
  provisional?: boolean
}

export function Money({ cents, signed, provisional }: MoneyProps) {
  const f = useFormats()
  const sign = signed && cents !== 0 ? (cents > 0 ? '+' : '−') : ''
  return (
    <span className="figures" style={provisional ? { color: 'var(--ink-faint)' } : undefined}>
      {signed ? sign + f.money(Math.abs(cents)) : f.money(cents)}
    </span>
  )
}
