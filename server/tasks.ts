/** Work done outside a request, by name: `select enqueue('name', payload)` in the transaction that causes it. */
import type { TaskList } from 'graphile-worker'
import type { Parts } from './app.ts'

export const tasks = (_parts: Parts): TaskList => ({})

/** What is done by the clock, in graphile-worker's crontab (times are UTC): one line each. */
export const CRONTAB = ''
