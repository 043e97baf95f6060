/** The routes of the console, in code. A page is fetched when it is first opened. */
import { createRoute, createRouter, lazyRouteComponent, Link } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { NotFound } from '#ui/components/NotFound.tsx'
import { houseWords } from '#ui/house-words.ts'
import { place } from '#ui/places.ts'
import { accountingRoutes } from './accounting/routes.ts'
import { audienceRoutes } from './audiences/routes.ts'
import { nightRoutes } from './nights/routes.ts'
import { campaignRoutes } from './campaigns/routes.ts'
import { clubRoutes } from './clubs/routes.ts'
import { customerRoutes } from './customers/routes.ts'
import { doorRoutes } from './door-routes.ts'
import { isStep } from './first-run/steps.ts'
import type { Step } from './first-run/steps.ts'
import type { Period } from './home/queries.ts'
import { importRoutes } from './imports/routes.ts'
import { linkRoutes } from './links/routes.ts'
import { listRoutes } from './lists/routes.ts'
import { loyaltyRoutes } from './loyalty/routes.ts'
import { messageRoutes } from './messages/routes.ts'
import { passRoutes } from './passes/routes.ts'
import { postRoutes } from './posts/routes.ts'
import { paths } from './paths.ts'
import { pressureRoutes } from './pressure/routes.ts'
import { referralRoutes } from './referrals/routes.ts'
import { root, shell } from './root.ts'
import { sharedSimulationRoute, simulationRoutes } from './simulations/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { templateRoutes } from './templates/routes.ts'
import { tierRoutes } from './tiers/routes.ts'
import { voucherRoutes } from './vouchers/routes.ts'

function NoSuchPage() {
  const w = houseWords.useWords()
  return <NotFound way_out={<Link to={paths.home}>{w('go_home')}</Link>} />
}

const home = createRoute({
  getParentRoute: () => shell,
  path: paths.home,
  validateSearch: ({ period }: { period?: unknown }): { period?: Period } =>
    period === 'today' || period === 'month' ? { period } : {},
  component: lazyRouteComponent(() => import('./home/HomePage.tsx'), 'HomePage'),
})

const firstSteps = createRoute({
  getParentRoute: () => shell,
  path: paths.first_steps,
  validateSearch: ({ step }: { step?: unknown }): { step?: Step } => (isStep(step) ? { step } : {}),
  component: lazyRouteComponent(() => import('./first-run/FirstStepsPage.tsx'), 'FirstStepsPage'),
})

const account = createRoute({
  getParentRoute: () => shell,
  path: paths.account,
  component: lazyRouteComponent(() => import('./account/AccountPage.tsx'), 'AccountPage'),
})

const routes = root.addChildren([
  ...doorRoutes,
  sharedSimulationRoute,
  shell.addChildren([
    home,
    firstSteps,
    account,
    ...customerRoutes,
    ...listRoutes,
    ...audienceRoutes,
    ...campaignRoutes,
    ...pressureRoutes,
    ...linkRoutes,
    ...loyaltyRoutes,
    ...templateRoutes,
    ...tierRoutes,
    ...clubRoutes,
    ...referralRoutes,
    ...messageRoutes,
    ...passRoutes,
    ...postRoutes,
    ...voucherRoutes,
    ...simulationRoutes,
    ...accountingRoutes,
    ...nightRoutes,
    ...importRoutes,
    ...settingsRoutes,
  ]),
])

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: routes,
    basepath: place().app_path || '/',
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
    defaultNotFoundComponent: NoSuchPage,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
