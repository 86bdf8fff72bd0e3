import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorId } from '../base/ids.ts';
import { type Result, ok } from '../base/result.ts';
import type { Actor } from '../core/actor.ts';
import { backupTypes, compressions } from '../core/backups/backups.ts';
import { boardOf, entryOf, previewOf } from './backups-board.ts';
import { BackupDesk } from './backups-desk.ts';
import type { BackupsPort, DashboardPorts } from './ports.ts';
import { type Answer, route } from './route.ts';

const nothing = z.object({});
const one = z.object({ id: z.string().min(1).max(200) });
const create = z.object({
  type: z.enum(backupTypes).exclude(['safety']).default('manual'),
  compression: z.enum(compressions).optional(),
  label: z.string().trim().min(1).max(80).optional(),
});
const change = z.object({
  pinned: z.boolean().optional(),
  note: z.string().trim().max(500).optional(),
});
const confirmed = z.object({ code: z.string().min(1).max(20) });
const schedule = z.object({ on: z.boolean() });

/** Whoever is signed in is the instance's owner. */
const owner: Actor = {
  id: actorId('web:owner'),
  ...{ name: 'owner', mention: 'owner', native: 'owner', bot: false },
  ...{ standing: 'owner', roles: [], identified: true },
};

type Parts = Pick<DashboardPorts, 'audit' | 'clock' | 'log'> & BackupsPort;

/** Backups of the database: seen, made, checked, tried out, kept, restored. */
export function backupsRoutes(app: FastifyInstance, parts: Parts): void {
  const desk = new BackupDesk(parts);
  lookRoutes(app, parts, desk);
  keepingRoutes(app, parts, desk);
  workRoutes(app, parts, desk);
  restoreRoutes(app, parts, desk);
}

/** The value as the page shows it, or the refusal in words. */
const answered =
  (desk: BackupDesk) =>
  <Value, Shown>(result: Result<Value>, show: (value: Value) => Shown): Answer<Shown> =>
    result.ok ? ok(show(result.value)) : desk.refused(result.error);

function lookRoutes(app: FastifyInstance, { backups, audit }: Parts, desk: BackupDesk): void {
  app.get(
    '/api/backups',
    route({ params: nothing, body: nothing }, async () => ok(await boardOf(backups, desk.now()))),
  );
  app.get(
    '/api/backups/now',
    route({ params: nothing, body: nothing }, () => Promise.resolve(ok(desk.now()))),
  );
  app.get(
    '/api/backups/:id/file',
    route({ params: one, body: nothing }, async ({ params: { id }, reply }) => {
      const place = await backups.placeOf(id);
      if (!place.ok) return desk.refused(place.error);
      // Reading is not written down otherwise; this one takes everything along.
      audit.note({
        ...{ actor: owner.id, actorName: owner.name, via: 'page', object: id },
        ...{ action: 'GET /api/backups/:id/file', outcome: 'done' },
      });
      void reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename="${basename(place.value)}"`);
      return ok(createReadStream(place.value));
    }),
  );
}

function keepingRoutes(app: FastifyInstance, { backups }: Parts, desk: BackupDesk): void {
  const answer = answered(desk);
  app.post(
    '/api/backups/structure',
    route({ params: nothing, body: nothing }, async () => ok(await backups.exportSchema())),
  );
  app.post(
    '/api/backups/schedule',
    route({ params: nothing, body: schedule }, async ({ body: { on } }) =>
      ok(await backups.switchSchedule(on)),
    ),
  );
  app.post(
    '/api/backups/:id/change',
    route({ params: one, body: change }, async ({ params: { id }, body }) => {
      const { pinned, note } = body;
      const wanted = {
        ...(pinned !== undefined && { pinned }),
        ...(note !== undefined && { note }),
      };
      return answer(await backups.change(id, wanted), entryOf);
    }),
  );
  app.delete(
    '/api/backups/:id',
    route({ params: one, body: nothing }, async ({ params: { id } }) =>
      answer(await backups.remove(id), entryOf),
    ),
  );
}

function workRoutes(app: FastifyInstance, { backups }: Parts, desk: BackupDesk): void {
  app.post(
    '/api/backups',
    route({ params: nothing, body: create }, ({ body: { type, compression, label } }) =>
      desk.begin('create', type, () =>
        backups.create({
          ...{ type, author: owner.id },
          ...(compression && { compression }),
          ...(label !== undefined && { label }),
        }),
      ),
    ),
  );
  app.post(
    '/api/backups/:id/verify',
    route({ params: one, body: nothing }, ({ params: { id } }) =>
      desk.begin('verify', id, () => backups.verify(id)),
    ),
  );
  app.post(
    '/api/backups/:id/drill',
    route({ params: one, body: nothing }, ({ params: { id } }) =>
      desk.begin('drill', id, () => backups.drill(id)),
    ),
  );
  app.post(
    '/api/backups/cleanup',
    route({ params: nothing, body: nothing }, async () => {
      const { remove, freedBytes } = await backups.cleanup();
      return ok({ removed: remove.length, freedBytes });
    }),
  );
}

/** The same rules as in chat: shown first, and done only with the code that was shown, once, within a minute. */
function restoreRoutes(app: FastifyInstance, { backups }: Parts, desk: BackupDesk): void {
  const answer = answered(desk);
  app.post(
    '/api/backups/:id/restore/preview',
    route({ params: one, body: nothing }, async ({ params: { id } }) =>
      answer(await backups.preview(id, owner), previewOf),
    ),
  );
  app.post(
    '/api/backups/:id/restore',
    route({ params: one, body: confirmed }, ({ params: { id }, body: { code } }) =>
      desk.begin('restore', id, () => backups.restore(id, owner, code)),
    ),
  );
}
