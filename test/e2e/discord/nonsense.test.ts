import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { systemClock } from '../../../src/base/clock.ts';
import { lifetime } from '../../../src/base/lifetime.ts';
import { memoryLog } from '../../../src/base/log.ts';
import { seededRandom } from '../../../src/base/random.ts';
import type { InboundEvent } from '../../../src/core/event.ts';
import { discordConnection, discordPlatform } from '../../../src/platforms/discord/index.ts';

const hello = { op: 10, d: { heartbeat_interval: 45_000 } };
const ready = {
  op: 0,
  t: 'READY',
  s: 1,
  d: {
    v: 10,
    user: { id: '100', username: 'castellan' },
    application: { id: '100', flags: 0 },
    guilds: [],
    session_id: 'abc',
    resume_gateway_url: 'not a url',
  },
};
const message = {
  op: 0,
  t: 'MESSAGE_CREATE',
  s: 99,
  d: {
    id: '1428598980679303172',
    type: 0,
    channel_id: '7',
    content: 'still here',
    author: { id: '5', username: 'ann' },
  },
};

const dispatch = (t: string, d: unknown) => ({ op: 0, t, s: 50, d });

/** A gateway and an API that say what they are told to, each connection the next list of frames. */
async function crookedDiscord(connections: readonly (readonly unknown[])[]) {
  let count = 0;
  const http = createServer((request, response) => {
    const { port } = http.address() as AddressInfo;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        url: `ws://127.0.0.1:${port}`,
        shards: 1,
        session_start_limit: {
          total: 1000,
          remaining: 999,
          reset_after: 1000,
          max_concurrency: 1,
        },
      }),
    );
  });
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket) => {
    const frames = connections[Math.min(count, connections.length - 1)] ?? [];
    count += 1;
    for (const frame of frames)
      socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    http.closeAllConnections();
    http.close();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}/api`;
}

async function platformAt(api: string) {
  const life = lifetime('test');
  onTestFinished(async () => {
    await life.end();
  });
  const log = memoryLog();
  const events: InboundEvent[] = [];
  const config = discordConnection.parse({ id: 'discord', platform: 'discord', token: 't', api });
  const platform = discordPlatform(config, {
    clock: systemClock,
    random: seededRandom(5),
    log,
  });
  platform.start({ event: (event) => events.push(event), status: () => undefined }, life);
  await Promise.resolve();
  return { platform, events, log };
}

test.each([
  ['a HELLO without an interval', [{ op: 10 }]],
  ['a HELLO without data and nothing else', [{ op: 10, d: null }]],
  ['an invalid session that says nothing', [hello, { op: 9 }]],
  ['a READY without data', [hello, { op: 0, t: 'READY', s: 1 }]],
])('%s ends that connection, not the program', async (_name, frames) => {
  const api = await crookedDiscord([frames, [hello, ready, message]]);
  const { events } = await platformAt(api);

  await expect.poll(() => events.map(({ kind }) => kind), { timeout: 8_000 }).toEqual(['message']);
});

test('what cannot be read is left out, and what follows is heard', async () => {
  const nonsense = [
    'not json at all',
    'null',
    '5',
    '"text"',
    '[]',
    '{}',
    { op: 0 },
    { op: 'x', d: {} },
    { op: 11 },
    dispatch('MESSAGE_CREATE', null),
    { ...dispatch('MESSAGE_CREATE', {}), s: 51 },
    { ...dispatch('MESSAGE_CREATE', { id: '5', type: 0, channel_id: '9', content: 5 }), s: 52 },
    { ...dispatch('MESSAGE_UPDATE', { id: '5', channel_id: '9' }), s: 53 },
    { ...dispatch('GUILD_CREATE', { id: '5', name: 'half' }), s: 54 },
    { ...dispatch('GUILD_MEMBER_ADD', { guild_id: '5' }), s: 55 },
    { ...dispatch('INTERACTION_CREATE', { id: '5', type: 2 }), s: 56 },
    { ...dispatch('INTERACTION_CREATE', { id: '6', type: 77 }), s: 57 },
    { ...dispatch('GUILD_ROLE_UPDATE', { guild_id: '5' }), s: 58 },
    { ...dispatch('NEW_THING_OF_NEXT_YEAR', { a: 1 }), s: 59 },
  ];
  const api = await crookedDiscord([[hello, ready, ...nonsense, message]]);
  const { events, platform, log } = await platformAt(api);

  await expect.poll(() => events.length, { timeout: 8_000 }).toBe(1);
  expect(events[0]).toMatchObject({ kind: 'message', text: 'still here', actor: { name: 'ann' } });
  expect(platform.status().link.state).toBe('online');
  expect(log.lines.filter(({ level }) => level === 'warn').length).toBeGreaterThan(3);
});
