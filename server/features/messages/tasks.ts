import type { TaskList } from 'graphile-worker'
import type { Parts } from '../../app.ts'
import { answerFromMailbox, type AnswerJob } from './answer-routes.ts'
import { openCarriers, type CarriersBy } from './carriers.ts'
import { openPen } from './compose.ts'
import { fetchReturns } from './fetch-returns.ts'
import { deliverMessage, recoverMessages } from './deliver.ts'
import { openPost, type Post } from './post.ts'
import { sendDue, type Sending } from './send.ts'
import { forgetWays } from './text-ways.ts'

export const MESSAGES_CRONTAB = [
  '* * * * * recover_messages',
  '* * * * * fetch_returns',
  '40 3 * * * forget_text_ways',
].join('\n')

export function messageTasks(
  { db, config }: Pick<Parts, 'db' | 'config'>,
  elsewhere: CarriersBy,
  post: Post = openPost(db, config),
): TaskList {
  const carriers = openCarriers(db, config, post, elsewhere)
  const pen = openPen(config)
  return {
    send_messages: async (payload) => void (await sendDue(db, carriers, pen, payload as Sending)),
    deliver_message: (payload) =>
      deliverMessage(db, post, payload as { tenant_id: string; message_id: string }),
    answer_from_mailbox: (payload) => answerFromMailbox(db, post, payload as AnswerJob),
    fetch_returns: async () => void (await fetchReturns(db, config)),
    forget_text_ways: async () => void (await forgetWays(db, new Date())),
    recover_messages: async () => void (await recoverMessages(db)),
  }
}
