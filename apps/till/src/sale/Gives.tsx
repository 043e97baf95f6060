/** What the sale will give, said before it is paid. */
import { IconGift, IconStar } from '#ui/icons.ts'
import { useUnits } from '../customer/units.ts'
import { draft, isBegun } from './draft.ts'
import type { Preview } from './preview.ts'
import { useWords } from './words.ts'
import styles from './sale.module.css'

export function Gives({ preview }: { preview: Preview }) {
  const w = useWords()
  const units = useUnits()
  const sale = draft.use()
  if (!units || sale.customer_id === null || !isBegun(sale)) return null
  const { earned, triggered } = preview
  return (
    <output className={styles.gives}>
      <span>
        <IconStar size={20} stroke={1.75} aria-hidden="true" />
        {earned.length === 0
          ? w('earns_nothing')
          : w('will_earn', { units: earned.map((one) => units.say(one.unit, one.units)).join(', ') })}
      </span>
      {triggered.map(({ redemption_id, name }) => (
        <strong key={redemption_id}>
          <IconGift size={20} stroke={1.75} aria-hidden="true" />
          {w('will_trigger', { name })}
        </strong>
      ))}
    </output>
  )
}
