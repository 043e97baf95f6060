/** So many of a unit: euros where it is counted in cents, else a whole number with its word behind it. */
import { NumberInput } from '@mantine/core'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import type { Kind } from './draft.ts'
import { useUnitName } from './unit-name.ts'

type QuantityProps = {
  kind: Kind
  units: number
  onUnits: (units: number) => void
  label?: string
  'aria-label'?: string
  className?: string | undefined
  error?: string | boolean | undefined
  description?: string
  /** The word is said elsewhere. */
  bare?: boolean
}

export const isInCents = (kind: Kind) => kind === 'money' || kind === 'spend'

export function QuantityInput({ kind, units, onUnits, bare, ...rest }: QuantityProps) {
  const unitName = useUnitName()
  if (isInCents(kind)) return <MoneyInput cents={units} onCents={(cents) => onUnits(cents ?? 0)} {...rest} />
  return (
    <NumberInput
      value={units}
      onChange={(value) => onUnits(Number(value) || 0)}
      min={0}
      allowDecimal={false}
      hideControls
      {...(!bare && { suffix: `\u00a0${unitName(kind, units)}` })}
      {...rest}
    />
  )
}
