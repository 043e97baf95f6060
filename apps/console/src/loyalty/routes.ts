/** Loyalty: the programme, its draft, its rewards; vouchers and gift cards. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { categoriesQuery } from '../products/queries.ts'
import { shell } from '../root.ts'
import { isPreset } from './draft-names.ts'
import type { Preset } from './draft-names.ts'
import { readRewardsSearch } from '../rewards/search.ts'
import { programmeQuery, versionsQuery } from './programme-queries.ts'

const programme = createRoute({
  getParentRoute: () => shell,
  path: paths.programme,
  loader: ({ context }) => context.queries.ensureQueryData(versionsQuery),
  component: lazyRouteComponent(() => import('./ProgrammePage.tsx'), 'ProgrammePage'),
})

const draft = createRoute({
  getParentRoute: () => shell,
  path: paths.programme_draft,
  // Said as undefined, or what was in the address would stay beside it.
  validateSearch: ({ from }: { from?: unknown }): { from?: Preset | undefined } => ({
    from: isPreset(from) ? from : undefined,
  }),
  loader: ({ context }) =>
    Promise.all([
      context.queries.ensureQueryData(versionsQuery),
      context.queries.ensureQueryData(categoriesQuery),
    ]),
  component: lazyRouteComponent(() => import('./DraftPage.tsx'), 'DraftPage'),
})

const rewards = createRoute({
  getParentRoute: () => shell,
  path: paths.rewards,
  validateSearch: readRewardsSearch,
  loader: ({ context }) => context.queries.ensureQueryData(programmeQuery),
  component: lazyRouteComponent(() => import('../rewards/RewardsPage.tsx'), 'RewardsPage'),
})

export const loyaltyRoutes = [programme, draft, rewards]
