import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connectionId } from '../base/ids.ts';
import { lifetime } from '../base/lifetime.ts';
import { systemRandom } from '../base/random.ts';
import { sampleMessage } from '../../test/support/dashboard-sample.ts';
import { dashboardDoor, signIn, type Door } from '../../test/support/dashboard-door.ts';
import { liveHub, type LiveClient } from './live-hub.ts';
import type { LiveMessage } from './wire.ts';

interface Listener {
  readonly socket: WebSocket;
  readonly heard: LiveMessage[];
  hears(kind: LiveMessage['kind'], count?: number): Promise<LiveMessage>;
  readonly closed: Promise<number>;
}

async function listen(door: Door, cookie: string): Promise<Listener> {
  const port = await portOf(door);
  const origin = `http://127.0.0.1:${port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live`, { headers: { cookie, origin } });
  const heard: LiveMessage[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    heard.push(JSON.parse(data.toString()) as LiveMessage);
    waiting.forEach((wake) => wake());
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  const hears = async (kind: LiveMessage['kind'], count = 1): Promise<LiveMessage> => {
    for (;;) {
      const found = heard.filter((message) => message.kind === kind)[count - 1];
      if (found) return found;
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  };
  return { socket, heard, hears, closed };
}

async function portOf({ app }: Door): Promise<number> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function statusOf(door: Door, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${await portOf(door)}/api/live`, { headers });
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
    socket.on('error', () => undefined);
  });
}

describe('the live stream', () => {
  test('opens only for a session, and only for our own page', async () => {
    const door = await dashboardDoor();
    const { cookie } = await signIn(door);
    const origin = `http://127.0.0.1:${await portOf(door)}`;
    expect(await statusOf(door, { origin })).toBe(401);
    expect(await statusOf(door, { origin, cookie: 'castellan-7070=made-up' })).toBe(401);
    expect(await statusOf(door, { cookie })).toBe(403);
    expect(await statusOf(door, { cookie, origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf(door, { cookie, origin })).toBe(101);
  });

  test('says everything at first, then what changes', async () => {
    const door = await dashboardDoor();
    const { sample, clock } = door;
    const before = sample.emit({ summary: 'before' });
    const page = await listen(door, (await signIn(door)).cookie);
    const hello = await page.hears('hello');
    expect(hello).toMatchObject({
      product: { name: 'Castellan' },
      connections: [{ connection: 'discord' }, { connection: 'irc' }, { connection: 'libera' }],
    });
    expect(hello.kind === 'hello' && hello.traces[0]?.id).toBe(before.id);
    expect(hello.kind === 'hello' && hello.playground?.networks).toHaveLength(2);

    const after = sample.emit({ summary: 'after' });
    await clock.advance(100);
    expect(await page.hears('traces')).toMatchObject({ traces: [{ id: after.id }], skipped: 0 });
    sample.ports.connections.reconnect(connectionId('libera'));
    expect(await page.hears('connection')).toMatchObject({ status: { connection: 'libera' } });
    const message = sampleMessage({ id: 'x', network: 'irc', channel: '#castle', atMs: 1 });
    sample.change({ kind: 'message', message });
    expect(await page.hears('playground')).toEqual({
      kind: 'playground',
      change: { kind: 'message', message },
    });
    page.socket.terminate();
  });

  test('leaves traces out, and says how many, when too many come at once', async () => {
    const door = await dashboardDoor();
    const page = await listen(door, (await signIn(door)).cookie);
    await page.hears('hello');
    for (let count = 0; count < 500; count += 1) door.sample.emit({});
    await door.clock.advance(100);
    const batch = await page.hears('traces');
    expect(batch).toMatchObject({ skipped: 440 });
    page.socket.terminate();
  });

  test('follows the program only while somebody listens', async () => {
    const door = await dashboardDoor();
    const { cookie } = await signIn(door);
    expect(door.sample.listeners()).toBe(0);
    const [one, two] = [await listen(door, cookie), await listen(door, cookie)];
    await Promise.all([one.hears('hello'), two.hears('hello')]);
    expect(door.sample.listeners()).toBe(1);
    one.socket.close();
    two.socket.close();
    await expect.poll(() => door.sample.listeners()).toBe(0);
  });

  test('closes at logout', async () => {
    const door = await dashboardDoor();
    const { cookie, writing } = await signIn(door);
    const page = await listen(door, cookie);
    await door.app.inject({ method: 'POST', url: '/api/logout', headers: writing });
    expect(await page.closed).toBe(4401);
  });

  test('closes when the session expires', async () => {
    const door = await dashboardDoor({ session: { idleMs: 60_000 } });
    const page = await listen(door, (await signIn(door)).cookie);
    await page.hears('hello');
    await door.clock.advance(20_000);
    await page.hears('tick');
    // The real socket answers the ping in its own time; the next beat must find it answered.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await door.clock.advance(20_000);
    await page.hears('tick', 2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await door.clock.advance(20_000);
    expect(await page.closed).toBe(4401);
  });

  test('drops a browser that does not answer pings', async () => {
    const door = await dashboardDoor();
    const page = await listen(door, (await signIn(door)).cookie);
    await page.hears('hello');
    page.socket.pause();
    await door.clock.advance(20_000);
    await door.clock.advance(20_000);
    await expect.poll(() => door.sample.listeners()).toBe(0);
    page.socket.resume();
    await page.closed;
  });

  test('closes a socket that sends large frames, and lives on', async () => {
    const door = await dashboardDoor();
    const { cookie, reading } = await signIn(door);
    const page = await listen(door, cookie);
    page.socket.send('x'.repeat(10_000));
    expect(await page.closed).toBe(1009);
    expect((await door.app.inject({ url: '/api/traces', headers: reading })).statusCode).toBe(200);
  });

  test('ends with the program', async () => {
    const door = await dashboardDoor();
    const page = await listen(door, (await signIn(door)).cookie);
    await page.hears('hello');
    await door.life.end();
    await page.closed;
  });
});

test('a browser that does not keep up is dropped, and the others hear everything', async () => {
  const { sample, clock } = await dashboardDoor();
  const life = lifetime('hub');
  const hub = liveHub({ ...sample.ports, clock, random: systemRandom }, life);
  const dropped: number[] = [];
  const client = (waiting: number): LiveClient & { sent: string[] } => {
    const sent: string[] = [];
    return {
      ...{ sent, sessionId: 'one' },
      send: (text) => void sent.push(text),
      waitingBytes: () => waiting,
      drop: (code) => void dropped.push(code),
    };
  };
  const [slow, quick] = [client(3 * 1024 * 1024), client(0)];
  hub.join(slow);
  hub.join(quick);
  hub.tick();
  expect(dropped).toEqual([4408]);
  expect(slow.sent).toHaveLength(1);
  expect(quick.sent).toHaveLength(2);
  await life.end();
});
