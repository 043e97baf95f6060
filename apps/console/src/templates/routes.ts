/** What is written to customers: templates, their look, and promotions. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'
import { readEditorSearch, readListSearch, readPromotionsSearch } from './search.ts'

const templates = createRoute({
  getParentRoute: () => shell,
  path: paths.templates,
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./TemplatesPage.tsx'), 'TemplatesPage'),
})

const template = createRoute({
  getParentRoute: () => shell,
  path: paths.template,
  validateSearch: readEditorSearch,
  component: lazyRouteComponent(() => import('./TemplatePage.tsx'), 'TemplatePage'),
})

const look = createRoute({
  getParentRoute: () => shell,
  path: paths.message_look,
  component: lazyRouteComponent(() => import('./LookPage.tsx'), 'LookPage'),
})

const promotions = createRoute({
  getParentRoute: () => shell,
  path: paths.promotions,
  validateSearch: readPromotionsSearch,
  component: lazyRouteComponent(() => import('./PromotionsPage.tsx'), 'PromotionsPage'),
})

export const templateRoutes = [templates, template, look, promotions] as const
