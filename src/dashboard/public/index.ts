/** Pages for people who are not signed in: small, without a session, each in the language of its reader. */
import type { FastifyInstance } from 'fastify';
import type { DashboardPorts } from '../ports.ts';
import { appealPage } from './appeal-routes.ts';
import { publicGate } from './gate-routes.ts';
import { newsPages } from './news-routes.ts';

export async function openPublicPages(
  app: FastifyInstance,
  ports: Pick<DashboardPorts, 'appeals' | 'gate' | 'news' | 'clock'>,
): Promise<void> {
  await app.register((open, _options, done) => {
    appealPage(open, ports);
    done();
  });
  await app.register((open, _options, done) => {
    publicGate(open, ports);
    done();
  });
  newsPages(app, ports);
}
