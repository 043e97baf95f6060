/** The views of a place that has many: a few groups, and below them what the open one holds. All fit on a phone. */
import { Link, useLocation } from '@tanstack/react-router'
import { PlaceTabs } from './PlaceTabs.tsx'
import type { Tab } from './PlaceTabs.tsx'
import styles from './place-tabs.module.css'

type Group = { label: string; tabs: readonly Tab[] }

/** The longest address that the page lies under says which tab is open. */
function groupOf(groups: readonly Group[], pathname: string): Group | undefined {
  const under = (to: string) => pathname === to || pathname.startsWith(`${to}/`)
  const open = groups
    .flatMap((group) => group.tabs.map(({ to }) => ({ group, to })))
    .filter(({ to }) => under(to))
    .toSorted((a, b) => b.to.length - a.to.length)[0]
  return open?.group
}

export function GroupedTabs({ label, groups }: { label: string; groups: readonly Group[] }) {
  const { pathname } = useLocation()
  const open = groupOf(groups, pathname)
  const all = groups.flatMap(({ tabs }) => tabs)
  return (
    <div className={`${styles.grouped} no-print`}>
      <nav className={styles.groups} aria-label={label}>
        {groups.map((group) => (
          <Link
            key={group.label}
            to={group.tabs[0]!.to}
            className={styles.group}
            // Said here by the group's own views, not by the one its link leads to.
            activeProps={{}}
            {...(group === open && { 'data-active': true, 'aria-current': 'true' as const })}
          >
            {group.label}
          </Link>
        ))}
      </nav>
      {open && open.tabs.length > 1 && <PlaceTabs label={open.label} tabs={open.tabs} all={all} />}
    </div>
  )
}
