/** The four places of the card: at the foot of a phone, at the top of anything wider. */
import { IconCreditCard, IconReceipt, IconStar, IconUser } from '#ui/icons.ts'
import { Link } from '#ui/light/Link.tsx'
import { usePath } from '#ui/light/route.ts'
import { paths } from '../paths.ts'
import styles from './frame.module.css'
import { useWords } from './words.ts'

const places = [
  { key: 'card', to: paths.card, Icon: IconCreditCard },
  { key: 'sales', to: paths.sales, Icon: IconReceipt },
  { key: 'programme', to: paths.programme, Icon: IconStar },
  { key: 'me', to: paths.me, Icon: IconUser },
] as const

export function Places() {
  const w = useWords()
  const { path } = usePath()
  const isHere = (to: string) => (to === '/' ? path === '/' : path.startsWith(to))
  return (
    <nav className={`${styles.places} no-print`} aria-label={w('places')}>
      {places.map(({ key, to, Icon }) => (
        <Link key={key} to={to} className={styles.place} aria-current={isHere(to) ? 'page' : undefined}>
          <Icon size={24} stroke={1.75} aria-hidden="true" />
          <span>{w(key)}</span>
        </Link>
      ))}
    </nav>
  )
}
