import type { FastifyInstance } from 'fastify'
import { Counter, Histogram } from 'prom-client'

const answered = new Counter({
  name: 'acquit_requests_total',
  help: 'Requests that were answered, by the pattern of their route.',
  labelNames: ['method', 'route', 'status'],
})

const durations = new Histogram({
  name: 'acquit_request_duration_seconds',
  help: 'From the first byte of a request to the last of its answer.',
  labelNames: ['route'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
})

/** Counts by the pattern of a route, never by URL: URLs contain customers' secret links. */
export function countRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const route = routeOptions.url ?? 'none'
    answered.inc({ method, route, status: reply.statusCode })
    durations.observe({ route }, reply.elapsedTime / 1000)
  })
}
