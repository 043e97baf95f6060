/** Figures for Prometheus at /metrics: answers by route, the pool, the reactions' delay, the jobs. No names, no tenants. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { refuse } from './refusal.ts'

type Sources = {
  pool: pg.Pool
  /** Opens /metrics to a collector on another machine that sends the operator's token. */
  isHost: (token: string) => boolean
  /** How long the oldest fact of the last round had waited for its reaction, in milliseconds. */
  reactor_lag_ms: () => number
}

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]

export function metrics(app: FastifyInstance, sources: Sources) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const labelNames = ['method', 'route', 'status'] as const
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Answers by route',
    labelNames,
    registers,
  })
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer by route',
    labelNames: ['method', 'route'],
    buckets: SECONDS,
    registers,
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request
    // The pattern, not the address: a series per customer would be both endless and personal.
    const route = request.routeOptions.url ?? 'none'
    requests.inc({ method, route, status: reply.statusCode })
    seconds.observe({ method, route }, reply.elapsedTime / 1000)
  })
  gauges(sources, registers)
  app.get(
    '/metrics',
    { config: { may: ['public'], bare: true }, schema: { hide: true }, logLevel: 'warn' },
    async (request, reply) => {
      // Nobody else learns that there is something here.
      if (!isLocal(request) && !sources.isHost(tokenOf(request))) throw refuse('not_found')
      return reply.type(registry.contentType).send(await registry.metrics())
    },
  )
}

function gauges({ pool, reactor_lag_ms }: Sources, registers: Registry[]) {
  new Gauge({
    name: 'database_connections',
    help: 'Connections of this process by state',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'open' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waited_for' }, pool.waitingCount)
    },
  })
  new Gauge({
    name: 'reaction_lag_seconds',
    help: 'Age of the oldest fact when it was last reacted to',
    registers,
    collect() {
      this.set(reactor_lag_ms() / 1000)
    },
  })
  new Gauge({
    name: 'jobs',
    help: 'Jobs that wait and jobs that gave up, by task',
    labelNames: ['task', 'state'],
    registers,
    async collect() {
      this.reset()
      const { rows } = await pool.query<{ task: string; state: string; jobs: number }>(
        'select * from count_jobs()',
      )
      for (const { task, state, jobs } of rows) this.set({ task, state }, jobs)
    },
  })
}

/** Behind a proxy on this machine everybody seems local: then a forwarding header gives them away. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  if (headers['x-forwarded-for'] || headers.forwarded || headers['x-real-ip'] || headers.via) return false
  return /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '')
}

const tokenOf = ({ headers }: FastifyRequest) => /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
