import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { connectionId } from '../base/ids.ts';
import { ok } from '../base/result.ts';
import type { DashboardPorts } from './ports.ts';
import { problem } from './problems.ts';
import { route } from './route.ts';
import type { ConnectionView, TraceView } from './wire.ts';

const nothing = z.object({});
const traceParams = z.object({
  id: z.string().regex(/^[0-9a-z]{1,16}$/, 'is not the id of a trace'),
});
const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) });
const connectionParams = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'is not the id of a connection'),
});

type WatchPorts = Pick<DashboardPorts, 'traces' | 'connections' | 'log'>;

/** Traces and connections. */
export function watchRoutes(app: FastifyInstance, { traces, connections, log }: WatchPorts): void {
  app.get(
    '/api/traces',
    route({ params: nothing, body: listQuery }, ({ body }) =>
      Promise.resolve(ok<readonly TraceView[]>(traces.recent(body.limit))),
    ),
  );
  app.get(
    '/api/traces/:id',
    route({ params: traceParams, body: nothing }, ({ params }) => {
      const trace: TraceView | undefined = traces.find(params.id);
      return Promise.resolve(trace ? ok(trace) : noSuchTrace);
    }),
  );
  app.get(
    '/api/connections',
    route({ params: nothing, body: nothing }, () =>
      Promise.resolve(ok<readonly ConnectionView[]>(connections.list())),
    ),
  );
  app.post(
    '/api/connections/:id/reconnect',
    route({ params: connectionParams, body: nothing }, ({ params, request }) => {
      const known = connections.reconnect(connectionId(params.id));
      if (known) log.info({ connection: params.id, address: request.ip }, 'Reconnecting, as asked');
      return Promise.resolve(known ? ok(undefined) : noSuchConnection);
    }),
  );
}

const noSuchTrace = problem(
  'not-found',
  'This trace is not kept any more.',
  'Only the most recent traces are kept; look for it among the live events.',
);

const noSuchConnection = problem(
  'not-found',
  'There is no such connection.',
  'The connections are those of the configuration; load the list again.',
);
