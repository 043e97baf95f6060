/** An amount as one types it, « 12,50 € »; in and out in cents. Empty is null. */
import { NumberInput } from '@mantine/core'
import type { NumberInputProps } from '@mantine/core'
import { useLanguage } from '#ui/words.ts'

type MoneyInputProps = Omit<NumberInputProps, 'value' | 'onChange' | 'defaultValue'> & {
  cents: number | null
  onCents: (cents: number | null) => void
}

export function MoneyInput({ cents, onCents, ...rest }: MoneyInputProps) {
  const french = useLanguage() === 'fr'
  return (
    <NumberInput
      value={cents === null ? '' : cents / 100}
      onChange={(value) => onCents(value === '' ? null : Math.round(Number(value) * 100))}
      decimalScale={2}
      min={0}
      hideControls
      decimalSeparator={french ? ',' : '.'}
      allowedDecimalSeparators={[',', '.']}
      thousandSeparator={french ? '\u202f' : ','}
      suffix={french ? '\u202f€' : undefined}
      prefix={french ? undefined : '€'}
      inputMode="decimal"
      {...rest}
    />
  )
}
