import type { TaskList } from 'graphile-worker'
import type { Parts } from '../../app.ts'
import { deliverMessage, recoverMessages } from './deliver.ts'
import { openPost, type Post } from './post.ts'

export const MESSAGES_CRONTAB = '* * * * * recover_messages'

export function messageTasks(
  { db, config }: Pick<Parts, 'db' | 'config'>,
  post: Post = openPost(db, config),
): TaskList {
  return {
    deliver_message: (payload) =>
      deliverMessage(db, post, payload as { tenant_id: string; message_id: string }),
    recover_messages: async () => void (await recoverMessages(db)),
  }
}
