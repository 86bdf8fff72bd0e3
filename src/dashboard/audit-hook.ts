import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Act, Audit, EndAct } from '../core/audit/audit.ts';

/** What changes nothing, or is written down with more detail by whom it reaches. */
const toldElsewhere =
  /^\/api\/(playground|commands\/change|settings\/(change|rollback|import))(\/|$)/;

/** Writes down everything that the page changes, before it is done and what came of it. Bodies are left out: they may hold secrets. */
export function noteChanges(app: FastifyInstance, audit: Pick<Audit, 'note' | 'begin'>): void {
  const begun = new WeakMap<FastifyRequest, EndAct>();
  app.addHook('preHandler', async (request) => {
    const act = actOf(request);
    if (act) begun.set(request, await audit.begin(act));
  });
  app.addHook('onResponse', (request, { statusCode }, done) => {
    const outcome = statusCode < 400 ? 'done' : statusCode < 500 ? 'refused' : 'failed';
    const end = begun.get(request);
    // Turned away before it began: not signed in, or a body that is none.
    const act = end ? undefined : actOf(request);
    end?.(outcome);
    if (act) audit.note({ ...act, outcome });
    done();
  });
}

function actOf(request: FastifyRequest): Act | undefined {
  const { method, params, openSession } = request;
  const { url = '' } = request.routeOptions;
  // What strangers send to a module is no change by the owner.
  if (openSession === null) return undefined;
  if (method === 'GET' || method === 'HEAD' || toldElsewhere.test(url)) return undefined;
  const named = typeof params === 'object' && params !== null ? Object.values(params) : [];
  const object = named.map(String).join(' ');
  return {
    ...{ actor: 'web:owner', actorName: 'owner', via: 'page' },
    action: `${method} ${url}`,
    ...(object !== '' && { object }),
  };
}
