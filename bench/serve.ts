/** A server in a process of its own for a benchmark; says its port, and answers questions about itself by message. */
import Fastify from 'fastify'
import { buildApp } from '../server/app.ts'
import type { Config } from '../server/config.ts'
import { openDatabase, openPool } from '../server/platform/database.ts'

type Asked = { kind: 'product' | 'one_by_one' | 'bare'; config: Config; answer?: string }

process.once('message', async ({ kind, config, answer = '{}' }: Asked) => {
  if (kind === 'bare') {
    const app = Fastify()
    const parsed = JSON.parse(answer) as object
    app.put('/api/sales/:sale_id', () => parsed)
    await app.listen({ port: 0, host: '127.0.0.1' })
    process.send!({ port: (app.server.address() as { port: number }).port })
    return
  }
  const pool = openPool(config.database_url!)
  const batching = kind === 'one_by_one' ? { batch_max: 1, writes_max: 8 } : undefined
  const app = await buildApp({ config, pool, db: openDatabase(pool), batching })
  await app.listen({ port: 0, host: '127.0.0.1' })
  process.send!({ port: (app.server.address() as { port: number }).port })
})
process.on('message', (message) => {
  if (message === 'memory')
    process.send!({ rss_mb: Math.round(process.memoryUsage().rss / 1e6), cpu_us: process.cpuUsage() })
})
process.on('disconnect', () => process.exit(0))
