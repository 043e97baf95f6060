/** Everything that is set once: the shop, its stores, products, team, tills, keys, texts, journal, mailbox. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { readProductsSearch } from '../products/search.ts'
import { shell } from '../root.ts'

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const readOpen = ({ open }: { open?: unknown }): { open?: string | undefined } => ({ open: text(open) })

const settings = createRoute({
  getParentRoute: () => shell,
  path: paths.settings,
  component: lazyRouteComponent(() => import('./SettingsPage.tsx'), 'SettingsPage'),
})

const shop = createRoute({
  getParentRoute: () => shell,
  path: paths.settings_shop,
  component: lazyRouteComponent(() => import('./ShopPage.tsx'), 'ShopPage'),
})

const texts = createRoute({
  getParentRoute: () => shell,
  path: paths.consent_texts,
  component: lazyRouteComponent(() => import('./ConsentTextsPage.tsx'), 'ConsentTextsPage'),
})

const stores = createRoute({
  getParentRoute: () => shell,
  path: paths.stores,
  component: lazyRouteComponent(() => import('../stores/StoresPage.tsx'), 'StoresPage'),
})

const store = createRoute({
  getParentRoute: () => shell,
  path: paths.store,
  component: lazyRouteComponent(() => import('../stores/StorePage.tsx'), 'StorePage'),
})

const products = createRoute({
  getParentRoute: () => shell,
  path: paths.products,
  validateSearch: readProductsSearch,
  component: lazyRouteComponent(() => import('../products/ProductsPage.tsx'), 'ProductsPage'),
})

const team = createRoute({
  getParentRoute: () => shell,
  path: paths.team,
  validateSearch: readOpen,
  component: lazyRouteComponent(() => import('../team/TeamPage.tsx'), 'TeamPage'),
})

const tills = createRoute({
  getParentRoute: () => shell,
  path: paths.tills,
  component: lazyRouteComponent(() => import('../devices/DevicesPage.tsx'), 'DevicesPage'),
})

const keys = createRoute({
  getParentRoute: () => shell,
  path: paths.api_keys,
  component: lazyRouteComponent(() => import('../api-keys/ApiKeysPage.tsx'), 'ApiKeysPage'),
})

const journal = createRoute({
  getParentRoute: () => shell,
  path: paths.journal,
  validateSearch: ({ action }: { action?: unknown }): { action?: string | undefined } => ({
    action: text(action),
  }),
  component: lazyRouteComponent(() => import('../audit/JournalPage.tsx'), 'JournalPage'),
})

const mailbox = createRoute({
  getParentRoute: () => shell,
  path: paths.mailbox,
  validateSearch: readOpen,
  component: lazyRouteComponent(() => import('../mailbox/MailboxPage.tsx'), 'MailboxPage'),
})

export const settingsRoutes = [
  settings,
  shop,
  texts,
  stores,
  store,
  products,
  team,
  tills,
  keys,
  journal,
  mailbox,
] as const
