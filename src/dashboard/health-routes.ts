import type { FastifyInstance } from 'fastify';
import { isFromLoopback } from './access.ts';
import type { DashboardOptions } from './options.ts';
import type { DashboardPorts } from './ports.ts';
import { signedOut } from './problems.ts';
import { refuseWith } from './route.ts';
import type { Sessions } from './sessions.ts';

interface HealthParts {
  readonly ports: Pick<DashboardPorts, 'metrics' | 'readiness'>;
  readonly options: Pick<DashboardOptions, 'metricsFromLoopback'>;
  readonly sessions: Sessions;
  readonly cookie: string;
}

/** What machines ask: does it live, is it ready, how is it. */
export function healthRoutes(app: FastifyInstance, parts: HealthParts): void {
  const { ports, options, sessions, cookie } = parts;
  app.get('/healthz', () => ({ alive: true }));
  app.get('/readyz', async (_request, reply) => {
    const { ready, waitingFor } = await ports.readiness();
    return reply.code(ready ? 200 : 503).send({ ready, waitingFor });
  });
  app.get('/metrics', async (request, reply) => {
    const token = request.cookies[cookie];
    const allowed =
      (options.metricsFromLoopback === true && isFromLoopback(request)) ||
      (token !== undefined && (await sessions.peek(token)) !== undefined);
    if (!allowed) return refuseWith(reply, signedOut.error);
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await ports.metrics());
  });
}
