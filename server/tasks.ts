/** Work done outside a request, by name: `select enqueue('name', payload)` in the transaction that causes it. */
import type { TaskList } from 'graphile-worker'
import type { Parts } from './app.ts'
import { MESSAGES_CRONTAB, messageTasks } from './features/messages/tasks.ts'

export const tasks = (parts: Parts): TaskList => ({
  ...messageTasks(parts),
})

/** What is done by the clock, in graphile-worker's crontab (times are UTC): one line each. */
export const CRONTAB = [MESSAGES_CRONTAB].join('\n')
