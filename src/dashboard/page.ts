import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { noSuchPage } from './problems.ts';
import { refuseWith } from './route.ts';

/** Addresses inside the page: all of them are served its one document. */
const pages = [
  '/',
  '/login',
  '/playground',
  '/live',
  '/live/:trace',
  '/connections',
  '/health',
  '/hooks',
  '/event-log',
  '/overview',
  '/extensions',
  '/extensions/:module/:page',
  '/market',
  '/jobs',
  '/rules',
  '/automations',
  '/ai',
  '/jobs/:job',
  '/appeals',
  '/appeals/:community',
  '/appeals/:community/:number',
  '/cases',
  '/people',
  '/people/:community',
  '/people/:community/:actor',
  '/review',
  '/review/:community',
  '/cases/:community',
  '/cases/:community/:number',
  '/incidents',
  '/incidents/:community',
  '/incidents/:community/:number',
  '/backups',
  '/backups/:backup',
  '/guard',
  '/guard/channel/:channel',
  '/settings',
  '/settings/:scope',
  '/settings/:scope/:name',
  '/audit',
  '/commands',
  '/commands/:scope',
];

/** Stands in the built document where the nonce of this answer goes. */
export const noncePlaceholder = '__CASTELLAN_NONCE__';

const missing = `<!doctype html><meta charset="utf-8"><title>Castellan</title>
<p>The dashboard’s page has not been built. Run <code>npm run build</code> and load this again.</p>`;

/** Serves the built page. Its files are named after their content, so browsers may keep them for ever. */
export async function servePage(app: FastifyInstance, pageDir: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(pageDir, 'assets'),
    prefix: '/assets/',
    index: false,
    // The build lays compressed copies beside them.
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    dotfiles: 'deny',
  });
  const send = pageSender(pageDir);
  for (const address of pages) app.get(address, (_request, reply) => send(reply, 200));
  app.setNotFoundHandler((request, reply) => {
    const wantsPage =
      request.method === 'GET' &&
      !/^\/(api|assets|x)(\/|$)/.test(request.url) &&
      (request.headers.accept ?? '').includes('text/html');
    return wantsPage ? send(reply, 404) : refuseWith(reply, noSuchPage.error);
  });
}

function pageSender(pageDir: string) {
  return async (reply: FastifyReply, status: number): Promise<FastifyReply> => {
    // Read each time: it is small, and a page built while we run is served without a restart.
    const html = await readFile(join(pageDir, 'index.html'), 'utf8').catch(() => undefined);
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    if (html === undefined) return reply.code(503).send(missing);
    return reply.code(status).send(html.replaceAll(noncePlaceholder, reply.cspNonce.style));
  };
}
