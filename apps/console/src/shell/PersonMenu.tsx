/** Who is signed in, and what belongs to the person rather than to the shop: language, light or dark, leaving. */
import { Avatar, Menu, SegmentedControl, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { houseWords } from '#ui/house-words.ts'
import { IconDeviceTablet, IconLogout, IconUser } from '#ui/icons.ts'
import { place } from '#ui/places.ts'
import { setScheme, useScheme } from '#ui/scheme.ts'
import type { Scheme } from '#ui/scheme.ts'
import { setLanguage, useLanguage } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { useWords } from './words.ts'
import styles from './shell.module.css'

export type Person = { name: string; email: string }

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part[0])
    .join('')
    .toUpperCase()

export function PersonMenu({ person, onSignOut }: { person: Person; onSignOut: () => void }) {
  const w = useWords()
  const house = houseWords.useWords()
  const scheme = useScheme()
  const language = useLanguage()
  return (
    <Menu position="top-start" width={264} shadow="sm" withinPortal>
      <Menu.Target>
        <UnstyledButton className={styles.person}>
          <Avatar size={32} radius={16} color="green" aria-hidden>
            {initials(person.name)}
          </Avatar>
          <span className="spoken-only">{w('person_menu')}, </span>
          <span className={styles.personName}>{person.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.email}</Menu.Label>
        <div className={styles.choice}>
          <span id="choose-appearance">{house('appearance')}</span>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-labelledby="choose-appearance"
            value={scheme}
            onChange={(value) => setScheme(value as Scheme)}
            data={[
              { value: 'light', label: house('light') },
              { value: 'dark', label: house('dark') },
              { value: 'auto', label: 'Auto' },
            ]}
          />
        </div>
        <div className={styles.choice}>
          <span id="choose-language">{house('language')}</span>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-labelledby="choose-language"
            value={language}
            onChange={(value) => setLanguage(value as 'fr' | 'en')}
            data={[
              { value: 'fr', label: 'Français' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
        <Menu.Divider />
        <Menu.Item
          renderRoot={(props) => <Link {...props} to={paths.account} />}
          leftSection={<IconUser size={18} stroke={1.75} />}
        >
          {w('my_account')}
        </Menu.Item>
        <Menu.Item
          component="a"
          href={`${place().shop_path}/till/`}
          leftSection={<IconDeviceTablet size={18} stroke={1.75} />}
        >
          {w('open_till')}
        </Menu.Item>
        <Menu.Item onClick={onSignOut} leftSection={<IconLogout size={18} stroke={1.75} />}>
          {w('sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
