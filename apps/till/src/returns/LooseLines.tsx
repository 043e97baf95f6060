/** What comes back without its receipt: pieces, and what is given back for them, which may be less than the price. */
import { NumberInput } from '@mantine/core'
import { Button } from '#ui/light/Button.tsx'
import { language } from '#ui/words.ts'
import { newId } from '../../../../server/lib/id.ts'
import { withPieces } from './loose.ts'
import type { LooseLine } from './loose.ts'
import { useWords } from './words.ts'
import styles from './returns.module.css'

type LooseLinesProps = { lines: LooseLine[]; onChange: (lines: LooseLine[]) => void }

export function LooseLines({ lines, onChange }: LooseLinesProps) {
  const w = useWords()
  const put = (changed: LooseLine) =>
    onChange(
      lines
        .map((line) => (line.key === changed.key ? changed : line))
        .filter((line) => line.quantity_milli > 0),
    )
  const other = () => {
    const line = { key: newId(), product_id: null, label: w('loose_else'), unit_price_cents: 0 }
    onChange([...lines, { ...line, quantity_milli: 1000, total_cents: 0 }])
  }
  return (
    <>
      {lines.length === 0 && <p className={styles.soft}>{w('goods_empty')}</p>}
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line.key} data-chosen className={styles.loose}>
            <span className={styles.label}>{line.label}</span>
            <span className={styles.stepper}>
              <button
                type="button"
                aria-label={w(line.quantity_milli > 1000 ? 'less' : 'remove', { name: line.label })}
                onClick={() => put(withPieces(line, -1))}
              >
                −
              </button>
              <output>{line.quantity_milli / 1000}</output>
              <button
                type="button"
                aria-label={w('more', { name: line.label })}
                onClick={() => put(withPieces(line, 1))}
              >
                +
              </button>
            </span>
            <NumberInput
              className={styles.worth}
              aria-label={`${w('worth_each')} : ${line.label}`}
              size="lg"
              hideControls
              inputMode="decimal"
              decimalScale={2}
              fixedDecimalScale
              decimalSeparator={language() === 'fr' ? ',' : '.'}
              allowedDecimalSeparators={['.', ',']}
              allowNegative={false}
              suffix={'\u202f€'}
              value={line.total_cents / 100}
              onChange={(value) => {
                const total_cents = Math.round(Number(value) * 100)
                const unit_price_cents = Math.round((total_cents * 1000) / line.quantity_milli)
                put({ ...line, total_cents, unit_price_cents })
              }}
            />
          </li>
        ))}
      </ul>
      <Button kind="quiet" onClick={other}>
        {w('loose_else')}
      </Button>
    </>
  )
}
