import type { FastifyInstance } from 'fastify';
import type { Audit } from '../core/audit/audit.ts';

/** What changes nothing, or is written down with more detail by whom it reaches. */
const toldElsewhere =
  /^\/api\/(playground|commands\/change|settings\/(change|rollback|import))(\/|$)/;

/** Writes down everything that the page changes. Bodies are left out: they may hold secrets. */
export function noteChanges(app: FastifyInstance, audit: Pick<Audit, 'note'>): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { url = '' } = request.routeOptions;
    const isChange = request.method !== 'GET' && request.method !== 'HEAD';
    // What strangers send to a module is no change by the owner.
    if (isChange && request.openSession !== null && !toldElsewhere.test(url)) {
      const { params } = request;
      const named = typeof params === 'object' && params !== null ? Object.values(params) : [];
      const object = named.map(String).join(' ');
      audit.note({
        ...{ actor: 'web:owner', actorName: 'owner', via: 'page' },
        action: `${request.method} ${url}`,
        outcome: reply.statusCode < 400 ? 'done' : reply.statusCode < 500 ? 'refused' : 'failed',
        ...(object !== '' && { object }),
      });
    }
    done();
  });
}
