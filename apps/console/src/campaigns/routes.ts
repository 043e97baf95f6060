/** Campaigns: the list and the calendar, writing one in five steps, and one with its progress and results. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'
import { campaignQuery, campaignsQuery, termsQuery } from './queries.ts'
import { isStep, type Step } from './steps.ts'

const list = createRoute({
  getParentRoute: () => shell,
  path: paths.campaigns,
  validateSearch: ({ archived }: { archived?: unknown }): { archived?: true } =>
    archived === true || archived === 'true' ? { archived: true } : {},
  loaderDeps: ({ search: { archived } }) => ({ archived: archived === true }),
  loader: ({ context: { queries }, deps: { archived } }) =>
    queries.ensureInfiniteQueryData(campaignsQuery(archived)),
  component: lazyRouteComponent(() => import('./CampaignsPage.tsx'), 'CampaignsPage'),
})

const calendar = createRoute({
  getParentRoute: () => shell,
  path: paths.campaign_calendar,
  validateSearch: ({ month }: { month?: unknown }): { month?: string } =>
    typeof month === 'string' && /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? { month } : {},
  component: lazyRouteComponent(() => import('./CalendarPage.tsx'), 'CalendarPage'),
})

const terms = createRoute({
  getParentRoute: () => shell,
  path: paths.campaign_terms,
  loader: ({ context: { queries } }) => queries.ensureQueryData(termsQuery),
  component: lazyRouteComponent(() => import('./TermsPage.tsx'), 'TermsPage'),
})

const write = createRoute({
  getParentRoute: () => shell,
  path: paths.write_campaign,
  validateSearch: ({ step, from }: { step?: unknown; from?: unknown }): { step?: Step; from?: string } => ({
    ...(isStep(step) && { step }),
    ...(typeof from === 'string' && { from }),
  }),
  component: lazyRouteComponent(() => import('./WritePage.tsx'), 'WritePage'),
})

/** A new one has its id before anything is written, so that what is typed is kept under it. */
const fresh = createRoute({
  getParentRoute: () => shell,
  path: paths.new_campaign,
  beforeLoad: () => {
    throw redirect({ to: paths.write_campaign, params: { campaign_id: newId() } })
  },
})

const views = ['progress', 'results', 'people', 'guests'] as const
export type View = (typeof views)[number]

const one = createRoute({
  getParentRoute: () => shell,
  path: paths.campaign,
  validateSearch: ({ view }: { view?: unknown }): { view?: View } =>
    views.includes(view as View) ? { view: view as View } : {},
  loader: ({ context: { queries }, params: { campaign_id } }) =>
    queries.ensureQueryData(campaignQuery(campaign_id)),
  component: lazyRouteComponent(() => import('./CampaignPage.tsx'), 'CampaignPage'),
})

export const campaignRoutes = [list, calendar, terms, fresh, write, one]
