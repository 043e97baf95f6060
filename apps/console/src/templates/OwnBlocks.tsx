/** The blocks that are each reader's own: promotions, a voucher, points, how long something still lasts. */
import { Checkbox, NumberInput, Select, SegmentedControl, TextInput } from '@mantine/core'
import { DateField } from '#ui/components/DateField.tsx'
import { ChipsField } from './ChipsField.tsx'
import type { FieldsProps } from './fields-props.ts'
import type { BlockOf } from './queries.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

export function PromotionsFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'promotions'>>) {
  const w = useWords()
  return (
    <>
      <TextInput
        label={w('block_title')}
        value={block.title ?? ''}
        onChange={(event) => onBlock({ ...block, title: event.currentTarget.value })}
        maxLength={300}
        readOnly={readOnly}
      />
      <NumberInput
        label={w('count')}
        value={block.count}
        min={1}
        max={6}
        allowDecimal={false}
        clampBehavior="strict"
        readOnly={readOnly}
        onChange={(value) => Number(value) >= 1 && onBlock({ ...block, count: Math.min(6, Number(value)) })}
      />
      <Checkbox
        label={w('show_reason')}
        checked={block.show_reason}
        disabled={readOnly}
        onChange={(event) => onBlock({ ...block, show_reason: event.currentTarget.checked })}
      />
    </>
  )
}

export function VoucherFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'voucher'>>) {
  const w = useWords()
  return (
    <>
      <Select
        label={w('voucher_from')}
        value={block.from}
        onChange={(from) => from && onBlock({ ...block, from: from as 'hand' })}
        data={(['message', 'hand'] as const).map((one) => ({ value: one, label: w(`voucher_${one}`) }))}
        allowDeselect={false}
        readOnly={readOnly}
      />
      <div>
        <div className={styles.fieldName}>{w('voucher_show')}</div>
        <SegmentedControl
          aria-label={w('voucher_show')}
          value={block.show}
          onChange={(show) => onBlock({ ...block, show: show as 'qr' })}
          readOnly={readOnly}
          data={(['qr', 'barcode', 'code'] as const).map((one) => ({
            value: one,
            label: w(`voucher_${one}`),
          }))}
        />
      </div>
      <ChipsField
        signs
        label={w('voucher_words')}
        rows={2}
        value={block.words ?? ''}
        onValue={(words) => onBlock({ ...block, words })}
        readOnly={readOnly}
      />
    </>
  )
}

export function PointsFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'points'>>) {
  const w = useWords()
  return (
    <>
      <Checkbox
        label={w('bar')}
        checked={block.bar}
        disabled={readOnly}
        onChange={(event) => onBlock({ ...block, bar: event.currentTarget.checked })}
      />
      <ChipsField
        signs
        label={w('points_words')}
        rows={2}
        value={block.words ?? ''}
        onValue={(words) => onBlock({ ...block, words })}
        readOnly={readOnly}
      />
    </>
  )
}

export function CountdownFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'countdown'>>) {
  const w = useWords()
  const inAWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  return (
    <>
      <Select
        label={w('countdown_to')}
        value={block.to.kind}
        onChange={(kind) =>
          kind &&
          onBlock({ ...block, to: kind === 'day' ? { kind, day: inAWeek() } : { kind: kind as 'points' } })
        }
        data={(['points', 'voucher', 'day'] as const).map((one) => ({
          value: one,
          label: w(`countdown_${one}`),
        }))}
        allowDeselect={false}
        readOnly={readOnly}
      />
      {block.to.kind === 'day' && (
        <DateField
          label={w('day')}
          value={block.to.day}
          readOnly={readOnly}
          onValue={(day) => onBlock({ ...block, to: { kind: 'day', day } })}
        />
      )}
      <TextInput
        label={w('countdown_words')}
        value={block.words ?? ''}
        onChange={(event) => onBlock({ ...block, words: event.currentTarget.value })}
        maxLength={300}
        readOnly={readOnly}
      />
    </>
  )
}
