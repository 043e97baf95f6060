/** The frame of every page of the console: places at the left on a desk, below on a phone. */
import type { ReactNode } from 'react'
import { Link, Outlet } from '@tanstack/react-router'
import { UnstyledButton } from '@mantine/core'
import { IconSearch } from '#ui/icons.ts'
import { Mark } from '#ui/components/Mark.tsx'
import { SkipLink } from '#ui/components/SkipLink.tsx'
import { places } from './places.ts'
import { PersonMenu } from './PersonMenu.tsx'
import type { Person } from './PersonMenu.tsx'
import { StoreSwitch } from './StoreSwitch.tsx'
import type { StoreChoice } from './StoreSwitch.tsx'
import { useWords } from './words.ts'
import styles from './shell.module.css'

export type ShellProps = {
  shop_name: string
  person: Person
  store?: StoreChoice
  onSearch: () => void
  onSignOut: () => void
  /** Instead of the page of the route, for tests and pictures. */
  children?: ReactNode
}

export function Shell({ shop_name, person, store, onSearch, onSignOut, children }: ShellProps) {
  const w = useWords()
  return (
    <div className={styles.frame}>
      <SkipLink />
      <header className={styles.side}>
        <div className={styles.shop}>
          <Mark />
          <span className={styles.shopName}>{shop_name}</span>
        </div>
        <UnstyledButton className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
          <IconSearch size={18} stroke={1.75} aria-hidden />
          <span className={styles.searchWord}>{w('search')}</span>
          <kbd className={styles.keys} aria-hidden="true">
            {isApple() ? '⌘ K' : 'Ctrl K'}
          </kbd>
        </UnstyledButton>
        <nav className={styles.places} aria-label={w('places')}>
          {places.map(({ word, path, icon: Icon }) => (
            <Link
              key={word}
              to={path}
              className={styles.place}
              activeOptions={{ exact: path === '/' }}
              activeProps={{ 'data-active': true, 'aria-current': 'page' }}
            >
              <Icon size={20} stroke={1.75} aria-hidden />
              <span>{w(word)}</span>
            </Link>
          ))}
        </nav>
        <div className={styles.foot}>
          {store && <StoreSwitch {...store} />}
          <PersonMenu person={person} onSignOut={onSignOut} />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        {children ?? <Outlet />}
      </main>
    </div>
  )
}

const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent)
