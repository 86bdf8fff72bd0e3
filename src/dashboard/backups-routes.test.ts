import { expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';
import type { BackupBoard, RestorePreviewView } from './backups-wire.ts';

/** A signed-in page, and the clock that its server goes by. */
async function opened(backupPaceMs = 0) {
  const door = await dashboardDoor({}, { backupPaceMs });
  const { writing: headers } = await signIn(door);
  const send = async (method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) => {
    const answer = door.app.inject({
      ...{ method, url: `/api/backups${path}`, headers },
      ...(payload && { payload }),
    });
    const state: { settled: boolean } = { settled: false };
    void answer.then(() => {
      state.settled = true;
    });
    while (!state.settled) await door.clock.advance(50);
    return answer;
  };
  const board = async () => (await send('GET', '')).json<BackupBoard>();
  return { ...door, send, board };
}

test('the board tells of every backup, of what goes next and why, and of the last proven restore', async () => {
  const { board } = await opened();
  const { backups, goesNow, goesNext, lastProven, schedule } = await board();

  expect(backups[0]).toMatchObject({ type: 'daily', tables: 2, rows: 18_395 });
  expect(backups[0]).not.toHaveProperty('migrations');
  expect(goesNow).toEqual([]);
  expect(goesNext.find(({ type }) => type === 'weekly')?.going).toEqual([
    {
      id: backups.findLast(({ type }) => type === 'weekly')?.id,
      why: { kind: 'count', type: 'weekly', keep: 4 },
    },
  ]);
  expect(lastProven?.certificate.rows).toBe(20_108);
  expect(schedule.turns.filter(({ overdue }) => overdue).map(({ type }) => type)).toEqual([
    'drill',
  ]);
});

test('what takes long is followed while it runs, and its end is told with a number', async () => {
  const { send, board, clock } = await opened(250);
  const begun = await send('POST', '', { type: 'manual', label: 'by hand' });
  expect(begun.json()).toMatchObject({ activity: { what: 'create', step: { step: 'copying' } } });
  const meanwhile = await send('POST', '/latest/verify');
  expect(meanwhile.json()).toMatchObject({ error: { code: 'refused' } });
  await clock.advance(5000);

  const { now, backups } = await board();
  expect(now.activity).toBeUndefined();
  expect(now.ended).toMatchObject({ number: 2, what: 'create', id: backups[0]?.id });
  expect(backups[0]).toMatchObject({ label: 'by hand', author: 'web:owner' });
});

test('a restore takes the code of its preview', async () => {
  const { send } = await opened();
  const preview = (await send('POST', '/latest/restore/preview')).json<RestorePreviewView>();
  expect(preview.changes[0]).toEqual({ table: 'audit_entries', now: 18_204, then: 17_990 });
  const wrong = await send('POST', '/latest/restore', { code: 'guessed' });
  expect(wrong.statusCode).toBe(409);
  expect(wrong.json<{ error: { message: string } }>().error.message).toMatch(
    /ask for the preview again/,
  );

  await send('POST', '/latest/restore', { code: preview.code });
  expect((await send('GET', '/now')).json()).toMatchObject({
    ended: { what: 'restore', staged: { restarting: false } },
  });
});

test('one is pinned, given a note, kept from going, and taken along as a file', async () => {
  const { send, board, sample } = await opened();
  const { id } = (await board()).backups[2]!;
  await send('POST', `/${id}/change`, { pinned: true, note: 'keep it' });
  expect((await board()).backups[2]).toMatchObject({ pinned: true, note: 'keep it' });
  const refused = await send('DELETE', `/${id}`);
  expect(refused.json()).toMatchObject({
    error: { message: expect.stringContaining('is pinned') as string },
  });
  await send('POST', `/${id}/change`, { pinned: false });
  expect((await send('DELETE', `/${id}`)).statusCode).toBe(200);
  expect((await board()).backups.some((one) => one.id === id)).toBe(false);
  expect((await send('DELETE', `/${id}`)).statusCode).toBe(404);

  const file = await send('GET', '/latest/file');
  expect(file.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"$/);
  expect(file.body).toContain('sampleBackups');
  const entries = await sample.ports.audit.list({ limit: 50 });
  expect(entries.map(({ action }) => action)).toContain('GET /api/backups/:id/file');
});
