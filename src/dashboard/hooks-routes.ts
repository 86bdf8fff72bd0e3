import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Refusal, Result } from '../base/result.ts';
import type { HookDesk } from '../core/hooks/desk.ts';
import type { HookCallEntry, HookEntry, HooksView } from './hooks-wire.ts';
import type { DashboardPorts } from './ports.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';

const nothing = z.object({});
const kind = z.object({ kind: z.string().min(1).max(100).optional() });
const act = z.object({
  id: z.string().min(1).max(300),
  act: z.enum(['disable', 'enable', 'reset']),
});
const callsShown = 100;

/** What listens for events, and how it fares. */
export function hooksRoutes(
  app: FastifyInstance,
  { hooks, log }: Pick<DashboardPorts, 'hooks' | 'log'>,
): void {
  app.get(
    '/api/hooks',
    route({ params: nothing, body: nothing }, () => {
      const view: HooksView = { hooks: hooks.list(), sums: hooks.sums() };
      return Promise.resolve({ ok: true, value: view });
    }),
  );
  app.get(
    '/api/hooks/history',
    route({ params: nothing, body: kind }, ({ body }) => {
      const calls: readonly HookCallEntry[] = hooks.history(callsShown, body.kind);
      return Promise.resolve({ ok: true, value: calls });
    }),
  );
  app.post(
    '/api/hooks/:id/:act',
    route({ params: act, body: nothing }, async ({ params: { id, act: what }, request }) => {
      const done = await steer(hooks, id, what);
      if (done.ok) log.info({ hook: id, act: what, address: request.ip }, 'A hook was steered');
      return answer(done);
    }),
  );
}

async function steer(hooks: HookDesk, id: string, what: 'disable' | 'enable' | 'reset') {
  if (what === 'reset') return hooks.reset(id);
  const by = { actor: 'web:owner', via: 'page' };
  return what === 'disable' ? hooks.disable(id, by) : hooks.enable(id, by);
}

const answer = (result: Result<HookEntry>): Answer<HookEntry> =>
  result.ok ? result : problemOf(result.error);

function problemOf({ key }: Refusal): ReturnType<typeof problem> {
  switch (key) {
    case 'hooks.not-disabled':
      return problem('refused', 'This hook is not disabled.', 'Load the list again.');
    case 'hooks.unknown':
      return problem(
        'not-found',
        'There is no such hook any more.',
        'Its module may have been unloaded; load the list again.',
      );
    default:
      return problem(
        'refused',
        'The setting could not be changed.',
        'Look at “hooks.disabled” on the page Settings.',
      );
  }
}
