import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ok } from '../base/result.ts';
import type { DashboardPorts, GuardBoardPort } from './ports.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';
import type { GuardChannel, GuardForecast, GuardSnapshot } from './wire.ts';

const nothing = z.object({});
const channel = z.object({ channel: z.string().min(1).max(300) });
const id = z.string().min(1).max(1000);
const weekMs = 7 * 86_400_000;
const lift = z.object({ id });
const extend = z.object({ id, byMs: z.number().int().min(1000).max(weekMs) });
const values = z.object({
  values: z
    .record(z.string().max(64), z.number().nullable())
    .refine((all) => Object.keys(all).length <= 64, 'at most 64 values'),
});

/** What the guard holds back, and limits to set and to try out. All of it is refused in words when there is no guard. */
export function guardRoutes(
  app: FastifyInstance,
  { guard, log }: Pick<DashboardPorts, 'guard' | 'log'>,
): void {
  const asked = <Value>(ask: (port: GuardBoardPort) => Promise<Answer<Value>>) =>
    guard ? ask(guard) : Promise.resolve(noGuard);
  const audit = (request: FastifyRequest, facts: object, what: string): void =>
    log.info({ ...facts, address: request.ip }, what);

  app.get(
    '/api/guard',
    route({ params: nothing, body: nothing }, () =>
      asked<GuardSnapshot>((port) => Promise.resolve(ok(port.snapshot()))),
    ),
  );
  app.post(
    '/api/guard/lift',
    route({ params: nothing, body: lift }, ({ body, request }) => {
      audit(request, { held: body.id }, 'Lifting what the guard holds, as asked on the board');
      return asked((port) => port.lift(body));
    }),
  );
  app.post(
    '/api/guard/extend',
    route({ params: nothing, body: extend }, ({ body, request }) => {
      audit(request, { held: body.id, byMs: body.byMs }, 'Holding longer, as asked on the board');
      return asked((port) => port.extend(body));
    }),
  );
  channelRoutes(app, asked, audit);
}

type Asked = <Value>(
  ask: (port: GuardBoardPort) => Promise<Answer<Value>>,
) => Promise<Answer<Value>>;

function channelRoutes(
  app: FastifyInstance,
  asked: Asked,
  audit: (request: FastifyRequest, facts: object, what: string) => void,
): void {
  app.get(
    '/api/guard/channels/:channel',
    route({ params: channel, body: nothing }, ({ params }) =>
      asked<GuardChannel>((port) => port.channel(params.channel)),
    ),
  );
  app.post(
    '/api/guard/channels/:channel/forecast',
    route({ params: channel, body: values }, ({ params, body }) =>
      asked<GuardForecast>((port) => port.forecast(params.channel, body)),
    ),
  );
  app.post(
    '/api/guard/channels/:channel/limits',
    route({ params: channel, body: values }, ({ params, body, request }) => {
      audit(request, { channel: params.channel, ...body }, 'Setting limits, as asked on the board');
      return asked<GuardChannel>((port) => port.save(params.channel, body));
    }),
  );
}

const noGuard = problem(
  'not-available',
  'No guard stands before the commands here.',
  'It is left out when Castellan runs for measurements (--bench); start it without.',
);
