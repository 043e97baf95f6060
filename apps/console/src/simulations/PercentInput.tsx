/** A share as one types it, « 40 % »; empty is null. */
import { NumberInput } from '@mantine/core'
import type { NumberInputProps } from '@mantine/core'
import { useLanguage } from '#ui/words.ts'

type PercentInputProps = Omit<NumberInputProps, 'value' | 'onChange' | 'defaultValue'> & {
  percent: number | null
  onPercent: (percent: number | null) => void
}

export function PercentInput({ percent, onPercent, ...rest }: PercentInputProps) {
  const french = useLanguage() === 'fr'
  return (
    <NumberInput
      value={percent ?? ''}
      onChange={(value) => onPercent(value === '' ? null : Number(value))}
      decimalScale={1}
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
