/** Imports: the list and a new file; one import from its columns to its undoing. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'
import { importQuery, KINDS } from './queries.ts'
import type { Kind } from './queries.ts'

const imports = createRoute({
  getParentRoute: () => shell,
  path: paths.imports,
  validateSearch: ({ kind }: { kind?: unknown }): { kind?: Kind | undefined } => ({
    kind: KINDS.find((one) => one === kind),
  }),
  component: lazyRouteComponent(() => import('./ImportsPage.tsx'), 'ImportsPage'),
})

const oneImport = createRoute({
  getParentRoute: () => shell,
  path: paths.import,
  loader: ({ context, params }) => context.queries.ensureQueryData(importQuery(params.import_id)),
  component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
})

export const importRoutes = [imports, oneImport] as const
