import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'

const codes = createRoute({
  getParentRoute: () => shell,
  path: paths.trace_codes,
  component: lazyRouteComponent(() => import('./CodesPage.tsx'), 'CodesPage'),
})

export const linkRoutes = [codes] as const
