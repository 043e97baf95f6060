/** Work done outside a request, by name: `select enqueue('name', payload)` in the transaction that causes it. */
import type { TaskList } from 'graphile-worker'
import type { Parts } from './app.ts'
import { cardTasks } from './features/cards/tasks.ts'
import { MESSAGES_CRONTAB, messageTasks } from './features/messages/tasks.ts'
import { sweepSignIn } from './platform/tries.ts'

export const tasks = (parts: Parts): TaskList => ({
  ...messageTasks(parts),
  ...cardTasks(parts),
  sweep_sign_in: () => sweepSignIn(parts.db),
})

/** What is done by the clock, in graphile-worker's crontab (times are UTC): one line each. */
export const CRONTAB = ['17 * * * * sweep_sign_in', MESSAGES_CRONTAB].join('\n')
