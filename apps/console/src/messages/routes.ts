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

const paper = createRoute({
  getParentRoute: () => shell,
  path: paths.paper,
  component: lazyRouteComponent(() => import('./PaperPage.tsx'), 'PaperPage'),
})

const domain = createRoute({
  getParentRoute: () => shell,
  path: paths.sending_domain,
  component: lazyRouteComponent(() => import('./DomainPage.tsx'), 'DomainPage'),
})

export const messageRoutes = [outbox, paper, domain] as const
