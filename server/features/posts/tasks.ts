import type { TaskList } from 'graphile-worker'
import type { Parts } from '../../app.ts'
import { openSeal } from '../../platform/seal.ts'
import { publishDue, wakePosts } from './publish.ts'

export const POSTS_CRONTAB = '* * * * * wake_posts'

export function postTasks({ db, config }: Pick<Parts, 'db' | 'config'>): TaskList {
  const tools = { settings: config, seal: openSeal(config.home, 'social-pages') }
  return {
    publish_posts: (payload) => publishDue(db, tools, (payload as { tenant_id: string }).tenant_id),
    wake_posts: () => wakePosts(db),
  }
}
