/** Whether the program lives (/healthz) and whether it can work (/readyz), for supervisors and load balancers. */
import type { FastifyInstance } from 'fastify'

/** Each part by name: true when it can work. A check that throws or takes over two seconds counts as down. */
export type Checks = Record<string, () => boolean | Promise<boolean>>

const PATIENCE_MS = 2_000

export async function readiness(checks: Checks): Promise<Record<string, boolean>> {
  const ask = async (check: Checks[string]) => {
    const late = new Promise<false>((answer) => setTimeout(() => answer(false), PATIENCE_MS).unref())
    return Promise.race([Promise.resolve().then(check), late]).catch(() => false)
  }
  const answers = Object.entries(checks).map(async ([name, check]) => [name, await ask(check)] as const)
  return Object.fromEntries(await Promise.all(answers))
}

export function health(app: FastifyInstance, checks: Checks) {
  const config = { may: ['public'], bare: true } as const
  app.get('/healthz', { config, schema: { hide: true }, logLevel: 'warn' }, async () => ({ up: true }))
  app.get('/readyz', { config, schema: { hide: true }, logLevel: 'warn' }, async (_request, reply) => {
    const parts = await readiness(checks)
    const ready = Object.values(parts).every(Boolean)
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, ...parts })
  })
}
