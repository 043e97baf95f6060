/** The simulator: what to replay, what it came to; what the programme costs afterwards; a comparison behind a link. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { root, shell } from '../root.ts'
import { versionsQuery } from '../loyalty/programme-queries.ts'
import { budgetsQuery, pastQuery, simulationQuery, startQuery } from './queries.ts'

const simulator = createRoute({
  getParentRoute: () => shell,
  path: paths.simulator,
  // What is ticked when one arrives, and the file one came with.
  validateSearch: ({ pick, file }: { pick?: unknown; file?: unknown }): { pick?: string; file?: string } => ({
    ...(typeof pick === 'string' && { pick }),
    ...(typeof file === 'string' && { file }),
  }),
  loader: ({ context: { queries } }) =>
    Promise.all([
      queries.ensureQueryData(versionsQuery),
      queries.ensureQueryData(startQuery),
      queries.ensureQueryData(pastQuery),
    ]),
  component: lazyRouteComponent(() => import('./SimulatorPage.tsx'), 'SimulatorPage'),
})

const simulation = createRoute({
  getParentRoute: () => shell,
  path: paths.simulation,
  validateSearch: ({ variant }: { variant?: unknown }): { variant?: string } =>
    typeof variant === 'string' ? { variant } : {},
  loader: ({ context: { queries }, params: { simulation_id } }) =>
    queries.ensureQueryData(simulationQuery(simulation_id)),
  component: lazyRouteComponent(() => import('./SimulationPage.tsx'), 'SimulationPage'),
})

const budget = createRoute({
  getParentRoute: () => shell,
  path: paths.programme_budget,
  loader: ({ context: { queries } }) => queries.ensureQueryData(budgetsQuery),
  component: lazyRouteComponent(() => import('./BudgetPage.tsx'), 'BudgetPage'),
})

export const simulationRoutes = [simulator, simulation, budget]

/** Before the sign-in: whoever holds the link. */
export const sharedSimulationRoute = createRoute({
  getParentRoute: () => root,
  path: paths.shared_simulation,
  validateSearch: ({ variant }: { variant?: unknown }): { variant?: string } =>
    typeof variant === 'string' ? { variant } : {},
  component: lazyRouteComponent(() => import('./SharedPage.tsx'), 'SharedPage'),
})
