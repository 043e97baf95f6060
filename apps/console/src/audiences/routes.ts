import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'
import { audienceQuery, fieldsQuery, suggestionsQuery } from './queries.ts'

const audiences = createRoute({
  getParentRoute: () => shell,
  path: paths.audiences,
  validateSearch: ({ archived }: { archived?: unknown }): { archived?: true } =>
    archived ? { archived: true } : {},
  component: lazyRouteComponent(() => import('./AudiencesPage.tsx'), 'AudiencesPage'),
})

const added = createRoute({
  getParentRoute: () => shell,
  path: paths.new_audience,
  validateSearch: ({ idea }: { idea?: unknown }): { idea?: string } =>
    typeof idea === 'string' ? { idea } : {},
  loader: ({ context: { queries } }) =>
    Promise.all([queries.ensureQueryData(fieldsQuery), queries.ensureQueryData(suggestionsQuery)]),
  component: lazyRouteComponent(() => import('./EditPage.tsx'), 'NewPage'),
})

const PARTS = ['people', 'days', 'overlap', 'why'] as const
export type PartName = (typeof PARTS)[number]
type Search = { part?: PartName; with?: string; customer?: string }
const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

const audience = createRoute({
  getParentRoute: () => shell,
  path: paths.audience,
  validateSearch: (search: Record<string, unknown>): Search => {
    const part = PARTS.find((one) => one === search['part'])
    const [other, customer] = [text(search['with']), text(search['customer'])]
    return { ...(part && { part }), ...(other && { with: other }), ...(customer && { customer }) }
  },
  component: lazyRouteComponent(() => import('./AudiencePage.tsx'), 'AudiencePage'),
})

const edit = createRoute({
  getParentRoute: () => shell,
  path: paths.edit_audience,
  loader: ({ context: { queries }, params }) =>
    Promise.all([
      queries.ensureQueryData(fieldsQuery),
      queries.ensureQueryData(audienceQuery(params.audience_id)),
    ]),
  component: lazyRouteComponent(() => import('./EditPage.tsx'), 'EditPage'),
})

export const audienceRoutes = [audiences, added, audience, edit] as const
