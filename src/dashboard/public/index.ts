/** Pages for people who are not signed in: small, without a session, each in the language of its reader. */
import type { FastifyInstance } from 'fastify';
import type { DashboardPorts } from '../ports.ts';
import { appealPage } from './appeal-routes.ts';

export async function openPublicPages(
  app: FastifyInstance,
  ports: Pick<DashboardPorts, 'appeals' | 'clock'>,
): Promise<void> {
  await app.register((open, _options, done) => {
    appealPage(open, ports);
    done();
  });
}
