/** The views of one place, side by side under its title. */
import { Link } from '@tanstack/react-router'
import styles from './place-tabs.module.css'

export type Tab = { to: string; label: string }
/** `all`: every view of the place, where these are only some of them. */
type PlaceTabsProps = { label: string; tabs: readonly Tab[]; all?: readonly Tab[] }

export function PlaceTabs({ label, tabs, all = tabs }: PlaceTabsProps) {
  return (
    <nav className={`${styles.tabs} no-print`} aria-label={label}>
      {tabs.map(({ to, label: name }) => (
        <Link
          key={to}
          to={to}
          className={styles.tab}
          // The first tab is where the others lie below.
          activeOptions={{ exact: all.some((one) => one.to.startsWith(`${to}/`)), includeSearch: false }}
          activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
