import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'
import { readMonthSearch } from './planned-search.ts'
import { costsQuery, pricesQuery, rulesQuery } from './queries.ts'

const rules = createRoute({
  getParentRoute: () => shell,
  path: paths.pressure,
  loader: ({ context }) => context.queries.ensureQueryData(rulesQuery),
  component: lazyRouteComponent(() => import('./RulesPage.tsx'), 'RulesPage'),
})

const month = createRoute({
  getParentRoute: () => shell,
  path: paths.pressure_month,
  validateSearch: readMonthSearch,
  loader: ({ context }) => context.queries.ensureQueryData(rulesQuery),
  component: lazyRouteComponent(() => import('./MonthPage.tsx'), 'MonthPage'),
})

const prices = createRoute({
  getParentRoute: () => shell,
  path: paths.message_prices,
  loader: ({ context }) =>
    Promise.all([context.queries.ensureQueryData(pricesQuery), context.queries.ensureQueryData(costsQuery)]),
  component: lazyRouteComponent(() => import('./PricesPage.tsx'), 'PricesPage'),
})

export const pressureRoutes = [rules, month, prices] as const
