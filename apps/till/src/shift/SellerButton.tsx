/** Who sells; one touch gives the till to somebody else. */
import { IconUser } from '#ui/icons.ts'
import { shift } from '../keep/till.ts'
import { hasPins, lock } from './shift.ts'
import { useWords } from './words.ts'
import styles from './shift.module.css'

export function SellerButton() {
  const w = useWords()
  const seller = shift.use()
  if (!seller || !hasPins()) return null
  const [first_name = ''] = seller.name.split(' ')
  return (
    <button
      type="button"
      className={styles.seller}
      onClick={lock}
      aria-label={w('lock_named', { name: seller.name })}
    >
      <IconUser size={20} stroke={1.75} aria-hidden="true" />
      <span>{first_name}</span>
    </button>
  )
}
