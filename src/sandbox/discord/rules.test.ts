import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { manualClock } from '../../base/clock.ts';
import { lifetime } from '../../base/lifetime.ts';
import { silentLog } from '../../base/log.ts';
import { seededRandom } from '../../base/random.ts';
import { badFields } from './api-error.ts';
import { createChannel, createRole, foundGuild } from './guild-acts.ts';
import { changeMember, joinGuild } from './member-acts.ts';
import { allPermissions, channelPermissions, permission } from './permissions.ts';
import { partsOf } from './rest/multipart.ts';
import { json, route, router } from './rest/route.ts';
import { createUser } from './seed.ts';
import { isOlder, shardOf, snowflakes, timeOf } from './snowflake.ts';
import { emptyWorld } from './world.ts';

describe('snowflakes', () => {
  test('carry their time, differ, and grow, though thousands are made at once and the clock steps back', async () => {
    const clock = manualClock();
    const ids = snowflakes(clock);
    const made = Array.from({ length: 10_000 }, () => ids.next());
    clock.stepWall(-60_000);
    made.push(ids.next());
    expect(new Set(made).size).toBe(made.length);
    for (let index = 1; index < made.length; index += 1)
      expect(isOlder(made[index - 1]!, made[index]!)).toBe(true);
    await clock.advance(120_000);
    expect(timeOf(ids.next())).toBe(clock.now());
    expect(timeOf(ids.at(clock.now() - 5000))).toBe(clock.now() - 5000);
    expect(ids.at(1)).not.toBe(ids.at(1));
  });

  test('give every guild to exactly one shard', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 63n }),
        fc.integer({ min: 1, max: 64 }),
        (id, count) => {
          const shard = shardOf(id.toString(), count);
          expect(shard).toBeGreaterThanOrEqual(0);
          expect(shard).toBeLessThan(count);
        },
      ),
    );
  });
});

describe('permissions', () => {
  const world = emptyWorld({
    life: lifetime('test'),
    clock: manualClock(),
    random: seededRandom(1),
    log: silentLog,
  });
  const owner = createUser(world, 'owner');
  const ann = createUser(world, 'ann');
  const guild = foundGuild(world, 'G', owner);
  const role = createRole(world, guild, { name: 'R' });
  const other = createRole(world, guild, { name: 'S' });
  joinGuild(world, guild, owner);
  joinGuild(world, guild, ann, { roles: [role.id, other.id] });
  const deny = (id: string, bits: bigint, type: 0 | 1 = 0) => ({ id, type, allow: 0n, deny: bits });
  const allow = (id: string, bits: bigint, type: 0 | 1 = 0) => ({
    id,
    type,
    allow: bits,
    deny: 0n,
  });
  const may = (bits: bigint, ...overwrites: ReturnType<typeof deny>[]) => {
    const channel = createChannel(world, guild, { name: 'c', overwrites });
    return (channelPermissions(channel, ann.id, world.clock.now()) & bits) === bits;
  };
  const send = permission.sendMessages;

  test('come from everyone, then roles together, then the person', () => {
    expect(may(send)).toBe(true);
    expect(may(send, deny(guild.id, send))).toBe(false);
    expect(may(send, deny(guild.id, send), allow(role.id, send))).toBe(true);
    expect(may(send, deny(role.id, send), allow(other.id, send))).toBe(true);
    expect(may(send, allow(role.id, send), deny(ann.id, send, 1))).toBe(false);
    expect(may(send, deny(role.id, send), allow(ann.id, send, 1))).toBe(true);
  });

  test('are none where the channel cannot be seen, all for the owner', () => {
    expect(may(send, deny(guild.id, permission.viewChannel))).toBe(false);
    const hidden = createChannel(world, guild, {
      name: 'h',
      overwrites: [deny(guild.id, allPermissions)],
    });
    expect(channelPermissions(hidden, owner.id, 0)).toBe(allPermissions);
    expect(channelPermissions(hidden, 'stranger', 0)).toBe(0n);
  });

  test('shrink to reading during a timeout', () => {
    const member = guild.members.get(ann.id)!;
    changeMember(world, guild, member, { timeoutUntilMs: world.clock.now() + 1000 });
    expect(may(permission.viewChannel)).toBe(true);
    expect(may(send)).toBe(false);
    changeMember(world, guild, member, { timeoutUntilMs: null });
    expect(may(send)).toBe(true);
  });
});

describe('the router', () => {
  const find = router(
    ['GET /a/:x', 'GET /a/@me', 'POST /a/:x', 'GET /a/:x/b'].map((path) =>
      route(path, () => json({})),
    ),
  );
  const found = (method: string, path: string) => {
    const match = find(method, path);
    return 'problem' in match
      ? match.problem
      : `${match.route.pattern} ${JSON.stringify(match.params)}`;
  };

  test('prefers fixed parts, decodes parameters, tells unknown paths from unknown methods', () => {
    expect(found('GET', '/a/@me')).toBe('/a/@me {}');
    expect(found('POST', '/a/@me')).toBe('/a/:x {"x":"@me"}');
    expect(found('GET', '/a/%F0%9F%91%8D/b')).toBe('/a/:x/b {"x":"👍"}');
    expect(found('GET', '/a/%zz')).toBe('/a/:x {"x":"%zz"}');
    expect(found('DELETE', '/a/1')).toBe('methodNotAllowed');
    expect(found('GET', '/b')).toBe('notFound');
  });
});

describe('multipart bodies', () => {
  test('give back the bytes that were put in, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.stringMatching(/^[\w. -]{1,20}$/),
        async (bytes, name) => {
          const form = new FormData();
          form.set('payload_json', '{"a":1}');
          form.set('files[0]', new Blob([bytes]), name);
          const response = new Response(form);
          const body = Buffer.from(await response.arrayBuffer());
          const parts = partsOf(body, response.headers.get('content-type')!)!;
          expect(parts.map((part) => [part.name, part.filename])).toEqual([
            ['payload_json', undefined],
            ['files[0]', name],
          ]);
          expect(Buffer.compare(parts[1]!.bytes, Buffer.from(bytes))).toBe(0);
        },
      ),
    );
  });

  test('without a boundary are none, cut short lose what is incomplete', () => {
    expect(partsOf(Buffer.from('x'), 'multipart/form-data')).toBeUndefined();
    expect(
      partsOf(
        Buffer.from('--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1'),
        'multipart/form-data; boundary=b',
      ),
    ).toEqual([]);
  });
});

test('field errors nest as Discord nests them', () => {
  const error = badFields([
    { path: ['embeds', 0, 'title'], code: 'A', message: 'a' },
    { path: ['embeds', 0, 'title'], code: 'B', message: 'b' },
    { path: [], code: 'C', message: 'c' },
  ]);
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    message: 'Invalid Form Body',
    code: 50035,
    errors: {
      embeds: {
        0: {
          title: {
            _errors: [
              { code: 'A', message: 'a' },
              { code: 'B', message: 'b' },
            ],
          },
        },
      },
      _errors: [{ code: 'C', message: 'c' }],
    },
  });
});
