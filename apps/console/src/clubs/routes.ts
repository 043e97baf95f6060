import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'

const clubs = createRoute({
  getParentRoute: () => shell,
  path: paths.clubs,
  component: lazyRouteComponent(() => import('./ClubsPage.tsx'), 'ClubsPage'),
})

const club = createRoute({
  getParentRoute: () => shell,
  path: paths.club,
  component: lazyRouteComponent(() => import('./ClubPage.tsx'), 'ClubPage'),
})

export const clubRoutes = [clubs, club] as const
