/** Accounting: the months, one of them, and its settings. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'
import { settingsQuery } from './queries.ts'

const months = createRoute({
  getParentRoute: () => shell,
  path: paths.accounting,
  component: lazyRouteComponent(() => import('./AccountingPage.tsx'), 'AccountingPage'),
})

const settings = createRoute({
  getParentRoute: () => shell,
  path: paths.accounting_settings,
  loader: ({ context }) => context.queries.ensureQueryData(settingsQuery),
  component: lazyRouteComponent(() => import('./AccountingSettingsPage.tsx'), 'AccountingSettingsPage'),
})

const month = createRoute({
  getParentRoute: () => shell,
  path: paths.accounting_month,
  // Said as undefined, or the company of another month would stay beside it.
  validateSearch: ({ company }: { company?: unknown }): { company?: string | undefined } => ({
    company: typeof company === 'string' ? company : undefined,
  }),
  component: lazyRouteComponent(() => import('./MonthPage.tsx'), 'MonthPage'),
})

export const accountingRoutes = [months, settings, month]
