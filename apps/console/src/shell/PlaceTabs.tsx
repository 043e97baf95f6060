/** The views of one place, side by side under its title. */
import { Link } from '@tanstack/react-router'
import styles from './place-tabs.module.css'

type Tab = { to: string; label: string }

export function PlaceTabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className={`${styles.tabs} no-print`} aria-label={label}>
      {tabs.map(({ to, label: name }) => (
        <Link
          key={to}
          to={to}
          className={styles.tab}
          // The first tab is where the others lie below.
          activeOptions={{ exact: tabs.some((one) => one.to.startsWith(`${to}/`)), includeSearch: false }}
          activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
