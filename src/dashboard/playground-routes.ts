import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { PlaygroundPort } from './ports.ts';
import { problem } from './problems.ts';
import { route, type Answer } from './route.ts';
import type { PlaySnapshot } from './wire.ts';
import { ok } from '../base/result.ts';

const id = z.string().min(1).max(200);
const said = z.string().trim().min(1).max(4000);
const network = z.object({ network: z.enum(['discord', 'irc']) });
const nothing = z.object({});

const say = z.object({ person: id, channel: id, text: said });
const direct = z.object({ person: id, text: said });
const press = z.object({ person: id, channel: id, message: id, control: id });
const choose = press.extend({ values: z.array(z.string().max(100)).max(25) });
const submit = z.object({
  person: id,
  values: z
    .record(z.string().max(100), z.string().max(4000))
    .refine((values) => Object.keys(values).length <= 5, 'at most 5 fields'),
});
const optionValue = z.union([z.string().max(4000), z.number(), z.boolean()]);
const slash = z.object({
  person: id,
  channel: id,
  command: id,
  options: z
    .record(z.string().max(32), optionValue)
    .refine((options) => Object.keys(options).length <= 25, 'at most 25 options'),
});
const complete = z.object({
  person: id,
  channel: id,
  command: id,
  option: id,
  typed: z.string().max(100),
  others: z.record(z.string().max(32), optionValue).default({}),
});

/** Speaking on the simulated networks. All of it is refused in words when no sandbox runs. */
export function playgroundRoutes(app: FastifyInstance, playground?: PlaygroundPort): void {
  const played = <Value>(run: (port: PlaygroundPort) => Promise<Answer<Value>>) =>
    playground ? run(playground) : Promise.resolve(noSandbox);

  app.get(
    '/api/playground',
    route({ params: nothing, body: nothing }, () =>
      played<PlaySnapshot>((port) => Promise.resolve(ok(port.snapshot()))),
    ),
  );
  app.post(
    '/api/playground/:network/say',
    route({ params: network, body: say }, ({ params, body }) =>
      played((port) => port.say(params.network, body)),
    ),
  );
  app.post(
    '/api/playground/:network/direct',
    route({ params: network, body: direct }, ({ params, body }) =>
      played((port) => port.direct(params.network, body)),
    ),
  );
  controlRoutes(app, played);
  app.post(
    '/api/playground/scenarios/:id/play',
    route({ params: z.object({ id }), body: nothing }, ({ params }) =>
      played((port) => port.play(params.id)),
    ),
  );
}

type Played = <Value>(
  run: (port: PlaygroundPort) => Promise<Answer<Value>>,
) => Promise<Answer<Value>>;

function controlRoutes(app: FastifyInstance, played: Played): void {
  app.post(
    '/api/playground/:network/press',
    route({ params: network, body: press }, ({ params, body }) =>
      played((port) => port.press(params.network, body)),
    ),
  );
  app.post(
    '/api/playground/:network/choose',
    route({ params: network, body: choose }, ({ params, body }) =>
      played((port) => port.choose(params.network, body)),
    ),
  );
  app.post(
    '/api/playground/:network/slash',
    route({ params: network, body: slash }, ({ params, body }) =>
      played((port) => port.slash(params.network, body)),
    ),
  );
  app.post(
    '/api/playground/:network/submit',
    route({ params: network, body: submit }, ({ params, body }) =>
      played((port) => port.submit(params.network, body)),
    ),
  );
  app.post(
    '/api/playground/:network/complete',
    route({ params: network, body: complete }, ({ params, body }) =>
      played((port) => port.complete(params.network, body)),
    ),
  );
}

const noSandbox = problem(
  'not-available',
  'No sandbox runs, so there is nobody to speak as.',
  'Start with `castellan start --sandbox` to have the simulated networks.',
);
