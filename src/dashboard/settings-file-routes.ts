import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ok } from '../base/result.ts';
import type { ImportPlan } from '../core/settings/import.ts';
import { readScope } from '../core/settings/scope.ts';
import type { SettingsPort } from './ports.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';
import { badScope, inWords, pageAuthor } from './settings-routes.ts';
import type { ImportView } from './wire.ts';

const nothing = z.object({});
const exportQuery = z.object({ scope: z.string().min(1).max(300).optional() });
const preview = z.object({
  yaml: z
    .string()
    .min(1)
    .max(256 * 1024),
  scope: z.string().min(1).max(300).default('instance'),
});
const apply = z.object({ code: z.string().min(1).max(20) });
const longestBodyBytes = 600 * 1024;

/** Settings as a file: given, looked at, taken. */
export function settingsFileRoutes(app: FastifyInstance, port: SettingsPort): void {
  app.get(
    '/api/settings/export',
    route({ params: nothing, body: exportQuery }, ({ body: { scope } }) =>
      Promise.resolve(ok({ yaml: port.desk.exported(scope === undefined ? undefined : [scope]) })),
    ),
  );
  app.post(
    '/api/settings/import/preview',
    { bodyLimit: longestBodyBytes },
    route({ params: nothing, body: preview }, ({ body }): Promise<Answer<ImportView>> => {
      const scope = readScope(body.scope);
      if (scope === undefined) return Promise.resolve(badScope);
      const plan = port.desk.planImport(body.yaml, { scope, mayWrite: () => true });
      return Promise.resolve(ok(importView(plan, port)));
    }),
  );
  app.post(
    '/api/settings/import/apply',
    route({ params: nothing, body: apply }, async ({ body }) => {
      const changed = await port.desk.carryOut(body.code, pageAuthor);
      return changed.ok
        ? ok({ changed: changed.value.length })
        : problem('refused', inWords(changed.error, port), 'Look at the file once more.');
    }),
  );
}

function importView(plan: ImportPlan, port: SettingsPort): ImportView {
  const ready = plan.problems.length === 0 && plan.changes.length > 0;
  return {
    changes: plan.changes.map(({ name, scope, before, after }) => ({ name, scope, before, after })),
    same: plan.same,
    problems: plan.problems.map(({ about, why }) => ({ about, message: inWords(why, port) })),
    ...(ready && { code: port.desk.propose(plan, pageAuthor.actor) }),
  };
}
