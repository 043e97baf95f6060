/** One thing that can be used in the sale, on or off by a finger; what cannot says why. */
import { IconCheck } from '#ui/icons.ts'
import { useWords as useSaleWords } from '../sale/words.ts'
import styles from './customer.module.css'

type ToggleProps = {
  on: boolean
  icon: React.ReactNode
  title: string
  detail: string
  why_not: string | null
  onToggle: () => void
}

const SAID = [
  'below_minimum',
  'nothing_eligible',
  'nothing_left_to_pay',
  'over_limit',
  'not_enough',
  'does_not_pay',
] as const
type SaidWhy = (typeof SAID)[number]

export function Toggle({ on, icon, title, detail, why_not, onToggle }: ToggleProps) {
  const w = useSaleWords()
  const said = SAID.includes(why_not as SaidWhy) ? w(why_not as SaidWhy) : null
  const blocked = !on && why_not === 'over_limit'
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-pressed={on}
      aria-disabled={blocked || undefined}
      onClick={() => !blocked && onToggle()}
    >
      <span className={styles.mark}>
        {on ? <IconCheck size={22} stroke={2.25} aria-hidden="true" /> : icon}
      </span>
      <span className={styles.what}>
        <strong>{title}</strong>
        <span>{said ?? detail}</span>
      </span>
    </button>
  )
}
