/** A line's quantity, price and discount. */
import { Modal, NumberInput } from '@mantine/core'
import { Button } from '#ui/light/Button.tsx'
import { houseWords } from '#ui/house-words.ts'
import { IconTrash } from '#ui/icons.ts'
import { language } from '#ui/words.ts'
import { changeLine, removeLine } from './draft.ts'
import type { DraftLine } from './draft.ts'
import { useWords } from './words.ts'
import styles from './sale.module.css'

const PIECE = 1000

export function LineEditor({ line, onClose }: { line: DraftLine; onClose: () => void }) {
  const w = useWords()
  const house = houseWords.useWords()
  const pieces = (by: number) =>
    changeLine(line.line_no, { quantity_milli: Math.max(PIECE, line.quantity_milli + by * PIECE) })
  const money = {
    decimalScale: 2,
    fixedDecimalScale: true,
    decimalSeparator: language() === 'fr' ? ',' : '.',
    allowedDecimalSeparators: ['.', ','] as string[],
    allowNegative: false,
    suffix: '\u202f€',
    size: 'lg' as const,
    hideControls: true,
    inputMode: 'decimal' as const,
  }
  const cents = (value: string | number) => Math.round(Number(value) * 100)
  return (
    <Modal
      opened
      onClose={onClose}
      title={line.label}
      closeButtonProps={{ 'aria-label': house('close'), size: 48 }}
    >
      <div className={styles.editor}>
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- three buttons in a row */}
        <div role="group" aria-label={w('quantity')} className={styles.stepper}>
          <Button kind="plain" aria-label={w('less')} onClick={() => pieces(-1)}>
            −
          </Button>
          <output>{line.quantity_milli / PIECE}</output>
          <Button kind="plain" aria-label={w('more')} onClick={() => pieces(1)}>
            +
          </Button>
        </div>
        <NumberInput
          {...money}
          label={w('price')}
          value={line.unit_price_cents / 100}
          onChange={(value) => changeLine(line.line_no, { unit_price_cents: cents(value) })}
        />
        <NumberInput
          {...money}
          label={w('discount')}
          value={line.discount_cents / 100}
          max={(line.unit_price_cents * line.quantity_milli) / PIECE / 100}
          onChange={(value) => changeLine(line.line_no, { discount_cents: cents(value) })}
        />
        <div className={styles.editorActions}>
          <Button
            kind="danger"
            onClick={() => {
              removeLine(line.line_no)
              onClose()
            }}
          >
            <IconTrash size={20} stroke={1.75} aria-hidden="true" />
            <span>{w('remove')}</span>
          </Button>
          <Button onClick={onClose}>{w('line_done')}</Button>
        </div>
      </div>
    </Modal>
  )
}
