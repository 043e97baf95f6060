/** Digits under the thumb. Says each key by its name; the keyboard's own digits work as well, where the screen says so. */
import { useWords } from './words.ts'
import styles from './keypad.module.css'

type KeypadProps = {
  label: string
  onKey: (key: string) => void
  /** What stands left of the zero: '00' for money, nothing for a code. */
  corner?: '00' | ''
}

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3']
const PHONE_DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

export function Keypad({ label, onKey, corner = '' }: KeypadProps) {
  const w = useWords()
  const digits = corner === '00' ? DIGITS : PHONE_DIGITS
  const key = (digit: string) => (
    <button key={digit} type="button" className={styles.key} onClick={() => onKey(digit)}>
      {digit}
    </button>
  )
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset cannot be a grid in every browser
    <div role="group" aria-label={label} className={styles.keypad}>
      {digits.map(key)}
      {corner === '00' ? key('00') : <span />}
      {key('0')}
      <button
        type="button"
        className={styles.key}
        data-quiet
        onClick={() => onKey('<')}
        aria-label={w('erase')}
      >
        ⌫
      </button>
    </div>
  )
}
