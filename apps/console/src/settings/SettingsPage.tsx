/** Everything that is set once, by group, each with what it is for. */
import { Link } from '@tanstack/react-router'
import { Page, Section } from '#ui/components/Page.tsx'
import { place } from '#ui/places.ts'
import {
  IconBuildingStore,
  IconDeviceTablet,
  IconExternalLink,
  IconFileImport,
  IconHistory,
  IconKey,
  IconMail,
  IconSettings,
  IconShield,
  IconTag,
  IconUsers,
} from '#ui/icons.ts'
import { paths } from '../paths.ts'
import { useRole } from '../shell/role.ts'
import { useWords } from './words.ts'
import styles from './settings.module.css'

type Name =
  | 'shop'
  | 'stores'
  | 'products'
  | 'team'
  | 'tills'
  | 'consents'
  | 'journal'
  | 'imports'
  | 'api_keys'
  | 'mailbox'
type Entry = { name: Name; to: string; icon: typeof IconMail; may: string[] }

const OFFICE = ['owner', 'marketing', 'service', 'store_manager']
const GROUPS: { title: 'group_shop' | 'group_people' | 'group_rules' | 'group_data'; entries: Entry[] }[] = [
  {
    title: 'group_shop',
    entries: [
      { name: 'shop', to: paths.settings_shop, icon: IconSettings, may: ['owner'] },
      { name: 'stores', to: paths.stores, icon: IconBuildingStore, may: OFFICE },
      { name: 'products', to: paths.products, icon: IconTag, may: [...OFFICE, 'seller', 'delivery'] },
    ],
  },
  {
    title: 'group_people',
    entries: [
      { name: 'team', to: paths.team, icon: IconUsers, may: OFFICE },
      { name: 'tills', to: paths.tills, icon: IconDeviceTablet, may: ['owner', 'store_manager'] },
    ],
  },
  {
    title: 'group_rules',
    entries: [
      { name: 'consents', to: paths.consent_texts, icon: IconShield, may: OFFICE },
      { name: 'journal', to: paths.journal, icon: IconHistory, may: ['owner'] },
    ],
  },
  {
    title: 'group_data',
    entries: [
      { name: 'imports', to: paths.imports, icon: IconFileImport, may: ['owner', 'marketing'] },
      { name: 'api_keys', to: paths.api_keys, icon: IconKey, may: ['owner'] },
      { name: 'mailbox', to: paths.mailbox, icon: IconMail, may: ['owner', 'marketing', 'service'] },
    ],
  },
]

export function SettingsPage() {
  const w = useWords()
  const { among } = useRole()
  return (
    <Page title={w('title')} lead={w('lead')}>
      {GROUPS.map(({ title, entries }) => {
        const open = entries.filter(({ may }) => among(...may))
        if (open.length === 0) return null
        return (
          <Section key={title} title={w(title)}>
            <div className={styles.entries}>
              {open.map(({ name, to, icon: Icon }) => (
                <Link key={name} to={to} className={styles.entry}>
                  <Icon size={22} stroke={1.75} aria-hidden />
                  <span>
                    <span className={styles.entryName}>{w(name)}</span>
                    <span className={styles.soft}>{w(`${name}_for`)}</span>
                  </span>
                </Link>
              ))}
              {title === 'group_data' && (
                <a
                  className={styles.entry}
                  href={`${place().shop_path}/api/docs`}
                  target="_blank"
                  rel="noreferrer"
                >
                  <IconExternalLink size={22} stroke={1.75} aria-hidden />
                  <span>
                    <span className={styles.entryName}>{w('api_docs')}</span>
                    <span className={styles.soft}>{w('api_docs_for')}</span>
                  </span>
                </a>
              )}
            </div>
          </Section>
        )
      })}
    </Page>
  )
}
