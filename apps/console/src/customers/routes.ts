/** The pages about customers. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'
import { readCustomersSearch, readTab } from './search.ts'
import type { RecordTab } from './search.ts'

const customers = createRoute({
  getParentRoute: () => shell,
  path: paths.customers,
  validateSearch: readCustomersSearch,
  component: lazyRouteComponent(() => import('./CustomersPage.tsx'), 'CustomersPage'),
})

const newCustomer = createRoute({
  getParentRoute: () => shell,
  path: paths.new_customer,
  component: lazyRouteComponent(() => import('./NewCustomerPage.tsx'), 'NewCustomerPage'),
})

const corrections = createRoute({
  getParentRoute: () => shell,
  path: paths.corrections,
  component: lazyRouteComponent(() => import('./CorrectionsPage.tsx'), 'CorrectionsPage'),
})

const customer = createRoute({
  getParentRoute: () => shell,
  path: paths.customer,
  validateSearch: ({ tab }: { tab?: unknown }): { tab?: RecordTab } =>
    readTab(tab) ? { tab: readTab(tab)! } : {},
  component: lazyRouteComponent(() => import('./CustomerPage.tsx'), 'CustomerPage'),
})

export const customerRoutes = [customers, newCustomer, corrections, customer] as const
