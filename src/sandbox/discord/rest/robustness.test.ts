import { connect } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemClock } from '../../../base/clock.ts';
import { lifetime } from '../../../base/lifetime.ts';
import { memoryLog, silentLog } from '../../../base/log.ts';
import { seededRandom } from '../../../base/random.ts';
import { startDiscordSandbox } from '../index.ts';
import { emptyWorld } from '../world.ts';
import { allRoutes } from './all-routes.ts';

const fields = [
  'content',
  'embeds',
  'components',
  'flags',
  'name',
  'nick',
  'roles',
  'permissions',
  'permission_overwrites',
  'type',
  'data',
  'messages',
  'user_ids',
  'nonce',
  'allowed_mentions',
  'message_reference',
  'communication_disabled_until',
  'options',
  'description',
  'parent_id',
  'recipient_id',
  'allow',
  'deny',
];
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('1', '0', 'x', 0, 1, 4, 1.5, -1, null, [], {}),
);
const body = fc.oneof(
  fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 5 }),
  fc.array(fc.dictionary(fc.constantFrom(...fields), value), { maxLength: 3 }),
  value,
);

test('no request makes the API fail: each is carried out or refused with a code', async () => {
  const life = lifetime('test');
  const log = memoryLog();
  const sandbox = await startDiscordSandbox({
    life,
    clock: systemClock,
    random: seededRandom(1),
    log,
    rateLimits: false,
  });
  const said = await sandbox.member('ann').say('#general', 'hello');
  const real: Record<string, readonly string[]> = {
    guild: [sandbox.guild.id],
    channel: [sandbox.guild.channelId('general'), sandbox.guild.channelId('staff')],
    message: [said.id, '@original'],
    user: [sandbox.member('bob').id, '@me', sandbox.member('olivia').id],
    role: [sandbox.guild.roleId('Member')!, sandbox.guild.id],
    application: [sandbox.bot.id],
    emoji: ['%F0%9F%91%8D', 'a:1'],
  };
  const routes = allRoutes(
    emptyWorld({ life, clock: systemClock, random: seededRandom(1), log: silentLog }),
  );
  // Leaving the guild and deleting its channels would end the test early.
  const kept = routes.filter(
    ({ method, pattern }) => !(method === 'DELETE' && /:guild$|:channel$/.test(pattern)),
  );
  const garbage = ['1', 'abc', '%zz', '99999999999999999999', '..%2f', '%00'];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...kept),
      fc.nat(1000),
      fc.boolean(),
      body,
      async ({ method, pattern }, pick, isReal, sent) => {
        const path = pattern.replace(/:(\w+)/g, (_all, name: string) => {
          const known = isReal ? (real[name] ?? garbage) : garbage;
          return known[pick % known.length]!;
        });
        const response = await fetch(
          `${sandbox.api}/v10${path}?limit=${pick}&before=${pick % 3 === 0 ? 'x' : pick}`,
          {
            method,
            headers: {
              authorization: `Bot ${sandbox.bot.token}`,
              'content-type': pick % 7 === 0 ? 'multipart/form-data' : 'application/json',
            },
            ...(method !== 'GET' && { body: JSON.stringify(sent) }),
          },
        );
        const text = await response.text();
        expect([response.status, text]).toEqual([
          expect.toSatisfy((status: number) => status < 500),
          expect.any(String),
        ]);
        if (response.status >= 400)
          expect(JSON.parse(text)).toMatchObject({
            code: expect.any(Number) as number,
            message: expect.any(String) as string,
          });
      },
    ),
    { numRuns: 600 },
  );
  expect(log.lines).toEqual([]);
  await life.end();
}, 60_000);

test('broken HTTP and broken upgrades hurt nobody else', async () => {
  const life = lifetime('test');
  const sandbox = await startDiscordSandbox({
    life,
    clock: systemClock,
    random: seededRandom(1),
    log: silentLog,
  });
  const lines = [
    'GET // HTTP/1.1\r\nHost: x\r\n\r\n',
    'nonsense\r\n\r\n',
    'GET // HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    'GET /gateway HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n',
  ];
  for (const line of lines)
    await new Promise<void>((resolve) => {
      const socket = connect(sandbox.port, '127.0.0.1', () => socket.end(line));
      socket.on('error', () => {});
      socket.on('close', () => resolve());
      socket.resume();
    });
  expect((await fetch(`${sandbox.api}/v10/gateway`)).status).toBe(200);
  await life.end();
});
