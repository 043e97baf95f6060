/** The jobs that wait are done, with mail and text messages really handed to the built-in mailbox and handset. */
import { after } from 'node:test'
import { Logger, runOnce } from 'graphile-worker'
import { messageTasks } from '../server/features/messages/tasks.ts'
import { openPost } from '../server/features/messages/post.ts'
import type { Config } from '../server/config.ts'
import { carriers, tasks } from '../server/tasks.ts'
import { config, db, owner, pool } from './shop.ts'

export const post = openPost(db, config)
after(() => post.close())

owner.on('connect', (client) => client.on('error', () => {}))

/** Throws when a job failed. */
export async function runJobs(settings: Config = config) {
  const failed: unknown[] = []
  const logger = new Logger(() => (level, message) => {
    if (level === 'error') failed.push(message)
  })
  const parts = { config: settings, pool, db }
  const taskList = { ...tasks(parts), ...messageTasks(parts, carriers(parts), post) }
  await runOnce({ pgPool: owner, taskList, logger })
  if (failed.length > 0) throw new Error(`A job failed: ${failed.join('; ')}`)
}
