import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'
import { outboxQuery } from './queries.ts'

const outbox = createRoute({
  getParentRoute: () => shell,
  path: paths.outbox,
  loader: ({ context: { queries } }) => queries.ensureQueryData(outboxQuery),
  component: lazyRouteComponent(() => import('./OutboxPage.tsx'), 'OutboxPage'),
})

export const messageRoutes = [outbox] as const
