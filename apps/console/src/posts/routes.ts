import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'

const posts = createRoute({
  getParentRoute: () => shell,
  path: paths.posts,
  component: lazyRouteComponent(() => import('./PostsPage.tsx'), 'PostsPage'),
})

/** What a new post begins with: a template's words, or a campaign's. */
export type NewPostSearch = { template?: string; campaign?: string }

const written = createRoute({
  getParentRoute: () => shell,
  path: paths.new_post,
  validateSearch: ({ template, campaign }: Record<string, unknown>): NewPostSearch => ({
    ...(typeof template === 'string' && { template }),
    ...(typeof campaign === 'string' && { campaign }),
  }),
  component: lazyRouteComponent(() => import('./PostPage.tsx'), 'NewPostPage'),
})

const post = createRoute({
  getParentRoute: () => shell,
  path: paths.post,
  component: lazyRouteComponent(() => import('./PostPage.tsx'), 'PostPage'),
})

const pages = createRoute({
  getParentRoute: () => shell,
  path: paths.social_pages,
  component: lazyRouteComponent(() => import('./PagesPage.tsx'), 'PagesPage'),
})

export const postRoutes = [posts, written, post, pages] as const
