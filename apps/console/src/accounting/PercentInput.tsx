/** A share as one types it, « 5,5 % »; in and out in basis points. Empty is null. */
import { NumberInput } from '@mantine/core'
import type { NumberInputProps } from '@mantine/core'
import { useLanguage } from '#ui/words.ts'

type PercentInputProps = Omit<NumberInputProps, 'value' | 'onChange' | 'defaultValue'> & {
  basis_points: number | null
  onBasisPoints: (basis_points: number | null) => void
}

export function PercentInput({ basis_points, onBasisPoints, ...rest }: PercentInputProps) {
  const french = useLanguage() === 'fr'
  return (
    <NumberInput
      value={basis_points === null ? '' : basis_points / 100}
      onChange={(value) => onBasisPoints(value === '' ? null : Math.round(Number(value) * 100))}
      decimalScale={2}
      min={0}
      max={100}
      clampBehavior="strict"
      hideControls
      decimalSeparator={french ? ',' : '.'}
      allowedDecimalSeparators={[',', '.']}
      suffix={french ? '\u202f%' : '%'}
      inputMode="decimal"
      {...rest}
    />
  )
}
