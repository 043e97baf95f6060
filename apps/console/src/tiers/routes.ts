import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { programmeQuery } from '../loyalty/programme-queries.ts'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'
import { readTiersSearch } from './search.ts'

const tiers = createRoute({
  getParentRoute: () => shell,
  path: paths.tiers,
  validateSearch: readTiersSearch,
  loader: ({ context }) => context.queries.ensureQueryData(programmeQuery),
  component: lazyRouteComponent(() => import('./TiersPage.tsx'), 'TiersPage'),
})

export const tierRoutes = [tiers] as const
