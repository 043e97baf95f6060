/** The pages before the sign-in: the door, the first run, a lost password, an invitation. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { paths } from './paths.ts'
import { root } from './root.ts'
import { invitationQuery, meQuery, setupQuery } from './session.ts'

const isSetUp = async (queries: QueryClient) => !(await queries.fetchQuery(setupQuery)).needed

type DoorSearch = { next?: string; changed?: true }

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.sign_in,
  validateSearch: ({ next, changed }: Record<string, unknown>): DoorSearch => ({
    // Only an address of our own: a link must not send people elsewhere after they signed in.
    ...(typeof next === 'string' && /^\/(?![/\\])/.test(next) && { next }),
    ...(changed === true && { changed }),
  }),
  beforeLoad: async ({ context }) => {
    if (!(await isSetUp(context.queries))) throw redirect({ to: paths.welcome, replace: true })
  },
  component: lazyRouteComponent(() => import('./sign-in/SignInPage.tsx'), 'SignInPage'),
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: paths.welcome,
  beforeLoad: async ({ context }) => {
    if (await isSetUp(context.queries)) throw redirect({ to: paths.home, replace: true })
  },
  component: lazyRouteComponent(() => import('./first-run/FirstRunPage.tsx'), 'FirstRunPage'),
})

const lostPassword = createRoute({
  getParentRoute: () => root,
  path: paths.lost_password,
  component: lazyRouteComponent(() => import('./sign-in/LostPasswordPage.tsx'), 'LostPasswordPage'),
})

const newPassword = createRoute({
  getParentRoute: () => root,
  path: paths.new_password,
  component: lazyRouteComponent(() => import('./sign-in/NewPasswordPage.tsx'), 'NewPasswordPage'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: paths.invitation,
  loader: ({ context, params }) => context.queries.ensureQueryData(invitationQuery(params.token)),
  component: lazyRouteComponent(() => import('./sign-in/InvitationPage.tsx'), 'InvitationPage'),
  errorComponent: lazyRouteComponent(() => import('./sign-in/InvitationPage.tsx'), 'InvitationOver'),
})

const shops = createRoute({
  getParentRoute: () => root,
  path: paths.shops,
  loader: async ({ context }) => {
    await context.queries.ensureQueryData(meQuery).catch(() => {
      throw redirect({ to: paths.sign_in })
    })
  },
  component: lazyRouteComponent(() => import('./sign-in/ShopsPage.tsx'), 'ShopsPage'),
})

export const doorRoutes = [signIn, welcome, lostPassword, newPassword, invitation, shops]
