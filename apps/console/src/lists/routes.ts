/** The pages about privileged lists and alerts. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'

const lists = createRoute({
  getParentRoute: () => shell,
  path: paths.lists,
  component: lazyRouteComponent(() => import('./ListsPage.tsx'), 'ListsPage'),
})

const list = createRoute({
  getParentRoute: () => shell,
  path: paths.list,
  component: lazyRouteComponent(() => import('./ListPage.tsx'), 'ListPage'),
})

const alerts = createRoute({
  getParentRoute: () => shell,
  path: paths.alerts,
  component: lazyRouteComponent(() => import('./AlertsPage.tsx'), 'AlertsPage'),
})

export const listRoutes = [lists, list, alerts] as const
