/** Each line with how many of it come back; what came back before cannot come back again. */
import { Button } from '#ui/light/Button.tsx'
import { useFormats } from '#ui/words.ts'
import { leftOf } from './back.ts'
import type { SoldLine } from './back.ts'
import { useWords } from './words.ts'
import styles from './returns.module.css'

const PIECE = 1000

type ReturnLinesProps = {
  lines: SoldLine[]
  back: Record<number, number>
  onChange: (back: Record<number, number>) => void
}

export function ReturnLines({ lines, back, onChange }: ReturnLinesProps) {
  const w = useWords()
  const f = useFormats()
  const nothingLeft = lines.every((line) => leftOf(line) === 0)
  if (nothingLeft) return <output>{w('nothing_left')}</output>
  const step = (line: SoldLine, by: number) => {
    const before = back[line.line_no] ?? 0
    // What is sold by weight comes back whole; pieces come back one by one.
    const by_milli = line.quantity_milli % PIECE === 0 ? PIECE : leftOf(line)
    const quantity_milli = Math.min(leftOf(line), Math.max(0, before + by * by_milli))
    onChange({ ...back, [line.line_no]: quantity_milli })
  }
  return (
    <>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line.line_no} data-chosen={(back[line.line_no] ?? 0) > 0 || undefined}>
            <span className={styles.label}>
              {line.label || '—'}
              <small>
                {f.money(line.total_cents)}
                {line.returned_milli > 0 && ` · ${w('already')} ${f.number(line.returned_milli / PIECE)}`}
              </small>
            </span>
            {leftOf(line) > 0 && (
              <span className={styles.stepper}>
                <button
                  type="button"
                  aria-label={w('less', { name: line.label })}
                  onClick={() => step(line, -1)}
                >
                  −
                </button>
                <output>
                  {f.number((back[line.line_no] ?? 0) / PIECE)}
                  <small>{w('of', { count: leftOf(line) / PIECE })}</small>
                </output>
                <button
                  type="button"
                  aria-label={w('more', { name: line.label })}
                  onClick={() => step(line, 1)}
                >
                  +
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {lines.length > 1 && (
        <Button
          kind="quiet"
          onClick={() => onChange(Object.fromEntries(lines.map((line) => [line.line_no, leftOf(line)])))}
        >
          {w('all')}
        </Button>
      )}
    </>
  )
}
