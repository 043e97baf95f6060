/** The routes of the console, in code. A page is fetched when it is first opened. */
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Link,
  retainSearchParams,
} from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { NotFound } from '#ui/components/NotFound.tsx'
import { houseWords } from '#ui/house-words.ts'
import { place } from '#ui/places.ts'
import { paths } from './paths.ts'
import { loadSession } from './session.ts'
import { SignedIn } from './shell/SignedIn.tsx'

function NoSuchPage() {
  const w = houseWords.useWords()
  return <NotFound way_out={<Link to={paths.home}>{w('go_home')}</Link>} />
}

type Context = { queries: QueryClient }

const root = createRootRouteWithContext<Context>()()

/** Everything behind the sign-in, inside the frame. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  validateSearch: ({ store }: { store?: unknown }): { store?: string } =>
    typeof store === 'string' ? { store } : {},
  // The chosen store stays chosen from page to page.
  search: { middlewares: [retainSearchParams(['store'])] },
  beforeLoad: ({ context, location }) => loadSession(context.queries, location.href),
  component: SignedIn,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.sign_in,
  validateSearch: ({ next }: { next?: unknown }): { next?: string } =>
    typeof next === 'string' ? { next } : {},
  component: lazyRouteComponent(() => import('./sign-in/SignInPage.tsx'), 'SignInPage'),
})

const home = createRoute({
  getParentRoute: () => shell,
  path: paths.home,
  component: lazyRouteComponent(() => import('./home/HomePage.tsx'), 'HomePage'),
})

const routes = root.addChildren([signIn, shell.addChildren([home])])

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: routes,
    basepath: place().app_path || '/',
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
    defaultNotFoundComponent: NoSuchPage,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
