import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'

const referrals = createRoute({
  getParentRoute: () => shell,
  path: paths.referrals,
  component: lazyRouteComponent(() => import('./ReferralsPage.tsx'), 'ReferralsPage'),
})

export const referralRoutes = [referrals] as const
