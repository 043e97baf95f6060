/** The root of the routes and the frame behind the sign-in; the folders hang their pages below. */
import { createRootRouteWithContext, createRoute, retainSearchParams } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { loadSession } from './session.ts'
import { SignedIn } from './shell/SignedIn.tsx'

type Context = { queries: QueryClient }

export const root = createRootRouteWithContext<Context>()()

/** Everything behind the sign-in, inside the frame. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  validateSearch: ({ store }: { store?: unknown }): { store?: string } =>
    typeof store === 'string' ? { store } : {},
  // The chosen store stays chosen from page to page.
  search: { middlewares: [retainSearchParams(['store'])] },
  beforeLoad: ({ context, location }) => loadSession(context.queries, location.href),
  component: SignedIn,
})
