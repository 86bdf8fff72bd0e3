import { ChannelType } from 'discord-api-types/v10';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectionId } from '../../../base/ids.ts';
import { actorFrom } from './actor.ts';
import { learnChannel, renameGuild, type Guild } from './guild.ts';
import { shardOf } from './guilds.ts';
import { addressedTo } from './messages.ts';
import { seenLately } from './seen.ts';
import { madeAtMs, spaceOf } from './snowflake.ts';
import { Sight } from './sight.ts';
import { learnRole, powerIn } from './standing.ts';

const guild = (): Guild => ({
  id: '10',
  space: spaceOf('10'),
  name: 'Castle',
  ownerId: '1',
  members: 3,
  powers: new Map(),
  sight: new Sight('10'),
  voices: new Map(),
  places: new Map(),
});

const user = (id: string) => ({ id, username: 'ann', global_name: 'Ann' });

test.each([
  [1n << 3n, 'administrator'],
  [1n << 1n, 'moderator'],
  [1n << 2n, 'moderator'],
  [1n << 13n, 'moderator'],
  [1n << 40n, 'moderator'],
  [(1n << 3n) | (1n << 13n), 'administrator'],
  [1n << 10n, undefined],
])('the permissions %s give %s', (bits, power) => {
  expect(powerIn(bits.toString())).toBe(power);
});

test('the strongest of what a member holds counts, and an owner stands above', () => {
  const castle = guild();
  learnRole(castle.powers, { id: '20', permissions: '8192' });
  learnRole(castle.powers, { id: '21', permissions: '8' });
  learnRole(castle.powers, { id: '22', permissions: '1024' });
  const standing = (id: string, roles: string[]) => actorFrom(user(id), { roles }, castle).standing;

  expect(standing('2', [])).toBe('member');
  expect(standing('2', ['22'])).toBe('member');
  expect(standing('2', ['22', '20'])).toBe('moderator');
  expect(standing('2', ['21', '20'])).toBe('administrator');
  expect(standing('1', [])).toBe('owner');
  learnRole(castle.powers, { id: '21', permissions: '0' });
  expect(standing('2', ['21', '20'])).toBe('moderator');
});

test('what everyone may do, everyone may', () => {
  const castle = guild();
  learnRole(castle.powers, { id: '10', permissions: '8192' });
  expect(actorFrom(user('2'), { roles: [] }, castle).standing).toBe('moderator');
});

test('a nickname goes before a display name, and that before the account', () => {
  expect(actorFrom(user('2'), { nick: 'Queen' }, guild()).name).toBe('Queen');
  expect(actorFrom(user('2'), { nick: null }, guild()).name).toBe('Ann');
  expect(
    actorFrom({ id: '2', username: 'ann', global_name: null }, undefined, undefined).name,
  ).toBe('ann');
});

test.each([
  ['<@5> help', 'help'],
  ['<@!5>: help  me', 'help  me'],
  ['<@5>', ''],
  ['<@55> help', undefined],
  ['<@5', undefined],
  ['hey <@5> help', undefined],
  ['<@&5> help', undefined],
])('%j addresses the bot with %j', (text, rest) => {
  expect(addressedTo('5', text)).toBe(rest);
});

test('the time in a snowflake is exact', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1_420_070_400_000, max: 4_000_000_000_000 }),
      fc.nat(2 ** 22 - 1),
      (atMs, low) => {
        const id = (BigInt(atMs - 1_420_070_400_000) << 22n) | BigInt(low);
        // Doubles round at the very end of a millisecond.
        expect(Math.abs(madeAtMs(id.toString()) - atMs)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test('what came lately is known again, in bounded memory', () => {
  const seen = seenLately(100);
  const ids = Array.from({ length: 1_000 }, (_, at) => String(at));

  expect(ids.map((id) => seen.again(id)).some(Boolean)).toBe(false);
  expect(ids.slice(-100).every((id) => seen.again(id))).toBe(true);
  expect(seen.again('0')).toBe(false);
});

test('a thread that is archived is forgotten, and known again when it wakes', () => {
  const castle = guild();
  const discord = connectionId('discord');
  const thread = { id: '77', name: 'plans', type: ChannelType.PublicThread };
  learnChannel(castle, discord, { ...thread, thread_metadata: { archived: false } });
  expect(castle.places.get('77')?.name).toBe('#plans');
  learnChannel(castle, discord, { ...thread, thread_metadata: { archived: true } });
  expect(castle.places.size).toBe(0);
  learnChannel(castle, discord, { ...thread, thread_metadata: { archived: false } });
  expect(castle.places.get('77')?.name).toBe('#plans');
});

test('a new name of the guild or a channel is in its places, the channel stays the same', () => {
  const castle = guild();
  const discord = connectionId('discord');
  learnChannel(castle, discord, { id: '7', name: 'old', type: ChannelType.GuildText });
  const before = castle.places.get('7');
  renameGuild(castle, 'Fortress');
  learnChannel(castle, discord, { id: '7', name: 'new', type: ChannelType.GuildText });

  expect(castle.places.get('7')).toEqual({ ...before, name: '#new', spaceName: 'Fortress' });
});

test('guilds belong to shards as Discord counts', () => {
  expect(shardOf((5n << 22n).toString(), 4)).toBe(1);
  expect(shardOf('41771983423143937', 1)).toBe(0);
});
