import { expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';
import type {
  IncidentsPage,
  UndoPreviewView,
  UndoView,
  WholeIncidentView,
} from './incidents-wire.ts';

async function room() {
  const door = await dashboardDoor();
  const { reading, writing } = await signIn(door);
  const get = (url: string) => door.app.inject({ url, headers: reading });
  const post = (url: string, payload: object) =>
    door.app.inject({ method: 'POST', url, headers: writing, payload });
  return { get, post };
}

test('incidents are listed for the latest community first, and narrowed as asked', async () => {
  const { get } = await room();
  expect((await get('/api/incidents')).json<IncidentsPage>()).toMatchObject({
    communities: [
      { id: 'discord:1', name: 'Castle', open: 1 },
      { id: 'irc:libera:#castle', name: '#castle on libera', open: 0 },
      { id: 'discord:9001', name: 'Castle Town', open: 0 },
    ],
    community: 'discord:1',
    incidents: [{ number: 1, kind: 'rule', place: { name: 'Castle', platform: 'discord' } }],
    more: false,
  });
  const closed = await get('/api/incidents?state=closed');
  expect(closed.json<IncidentsPage>().incidents).toEqual([]);
  expect((await get('/api/incidents?state=odd')).statusCode).toBe(400);
});

test('one is told with its timeline in words; what is not there is said', async () => {
  const { get } = await room();
  expect((await get('/api/incidents/discord:1/1')).json<WholeIncidentView>()).toMatchObject({
    timeline: [{ kind: 'detection', count: 3, text: expect.stringContaining('eve') as string }],
    concerned: [{ name: 'eve', hits: 3 }],
    caseNumbers: [1],
  });
  expect((await get('/api/incidents/discord:2/1')).statusCode).toBe(404);
});

test('it is noted at and closed in the name of the owner', async () => {
  const { post } = await room();
  expect((await post('/api/incidents/discord:1/1/note', { text: 'look' })).statusCode).toBe(200);
  expect((await post('/api/incidents/discord:1/1/note', { text: ' ' })).statusCode).toBe(400);
  expect((await post('/api/incidents/discord:1/1/close', {})).json()).toMatchObject({
    state: 'closed',
  });
});

test('an undo is shown first, and done only as it was shown', async () => {
  const { get, post } = await room();
  const scope = { of: 'moderator', actor: 'discord:9', sinceMs: 5 };
  const shown = await post('/api/undo/discord:1/preview', { scope });
  expect(shown.json<UndoPreviewView>()).toMatchObject({
    cases: [{ number: 1, outcome: 'lifts' }],
    stamp: '1-abc',
  });
  const done = await post('/api/undo/discord:1', { scope, stamp: '1-abc' });
  expect(done.json<UndoView>()).toMatchObject({
    ...{ number: 1, state: 'done', done: 1, all: 2 },
    refused: [{ ref: 'x', why: expect.stringContaining('undo.no-level') as string }],
  });
  expect((await post('/api/undo/discord:1', { scope, stamp: 'old' })).statusCode).toBe(409);
  expect((await get('/api/undo/discord:1/1')).statusCode).toBe(200);
  expect((await post('/api/undo/discord:1/preview', { scope: { of: 'all' } })).statusCode).toBe(
    400,
  );
});
