/** What time did to the accounts, night by night. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'

const nights = createRoute({
  getParentRoute: () => shell,
  path: paths.nights,
  component: lazyRouteComponent(() => import('./NightsPage.tsx'), 'NightsPage'),
})

export const nightRoutes = [nights]
