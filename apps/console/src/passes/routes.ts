import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'

const wallet = createRoute({
  getParentRoute: () => shell,
  path: paths.wallet,
  component: lazyRouteComponent(() => import('./WalletPage.tsx'), 'WalletPage'),
})

export const passRoutes = [wallet] as const
