/** A worker that sends what one shop has waiting, in a process of its own that can be killed. */
import type { Config } from '../server/config.ts'
import { openCarriers } from '../server/features/messages/carriers.ts'
import { openPen } from '../server/features/messages/compose.ts'
import { openPost } from '../server/features/messages/post.ts'
import { sendDue } from '../server/features/messages/send.ts'
import { openDatabase, openPool } from '../server/platform/database.ts'

type Asked = { config: Config; tenant_id: string }

process.once('message', async ({ config, tenant_id }: Asked) => {
  const db = openDatabase(openPool(config.database_url!, 6))
  const post = openPost(db, config)
  process.send!('begun')
  await sendDue(db, openCarriers(db, config, post), openPen(config), { tenant_id, channel: 'email' }, 600_000)
  process.send!('done')
})
process.on('disconnect', () => process.exit(0))
