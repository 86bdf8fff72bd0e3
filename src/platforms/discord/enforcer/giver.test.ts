import { afterAll, beforeAll, expect, test } from 'vitest';
import { discordGiverOn } from '../../../../test/support/discord-enforcer.ts';
import { systemClock } from '../../../base/clock.ts';
import { actorId, channelOn, connectionId, spaceId } from '../../../base/ids.ts';
import { lifetime } from '../../../base/lifetime.ts';
import { silentLog } from '../../../base/log.ts';
import { systemRandom } from '../../../base/random.ts';
import type { Actor } from '../../../core/actor.ts';
import type { Place } from '../../../core/event.ts';
import type { Giver } from '../../../core/giver.ts';
import { type DiscordSandbox, startDiscordSandbox } from '../../../sandbox/discord/index.ts';

const life = lifetime('giver');
let discord: DiscordSandbox;
let giver: Giver;
let castle: Place;
beforeAll(async () => {
  discord = await startDiscordSandbox({
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    life,
  });
  giver = discordGiverOn(discord, life, systemClock);
  const connection = connectionId('discord');
  castle = {
    ...{ connection, platform: 'discord', channel: channelOn(connection, discord.guild.id) },
    ...{ space: spaceId(`discord:${discord.guild.id}`), name: 'Castle', spaceName: 'Castle' },
  };
});
afterAll(async () => {
  await life.end();
});

/** Somebody of the castle as a command sees him. */
function called(name: string): Actor {
  const person = discord.guild.member(name);
  const roles = person.roles.map((role) => discord.guild.roleId(role) ?? '');
  return {
    ...{ id: actorId(`discord:${person.id}`), name, mention: person.mention, native: person.id },
    ...{ bot: false, standing: 'member', roles, identified: true },
  };
}

const check = (role: string, by?: Actor) => giver.check(castle, { kind: 'role', role }, by);

test('whoever could not give a role himself has no machine give it', async () => {
  expect(await check('Member')).toMatchObject({ ok: true, value: { name: 'Member' } });
  expect(await check('member', called('olivia'))).toMatchObject({ ok: true });
  expect(await check('Member', called('ann'))).toMatchObject({ ok: true });
  // A moderator has no "Manage Roles", and bob has nothing.
  for (const name of ['mod', 'bob'])
    expect(await check('Member', called(name))).toMatchObject({
      error: { key: 'gift.not-yours', facts: { role: 'Member' } },
    });
});

test('not even its owner has it give what makes people staff, what belongs to a program, or what is nowhere', async () => {
  expect(await check('Admin')).toMatchObject({ error: { key: 'gift.powerful' } });
  expect(await check('Moderator')).toMatchObject({ error: { key: 'gift.powerful' } });
  expect(await check('castellan')).toMatchObject({ error: { key: 'gift.managed' } });
  expect(await check('@everyone')).toMatchObject({ error: { key: 'gift.no-role' } });
  expect(await check(discord.guild.id)).toMatchObject({ error: { key: 'gift.no-role' } });
  expect(await giver.check(castle, { kind: 'mode', mode: 'op' }, undefined)).toMatchObject({
    error: { key: 'gift.no-modes' },
  });
});

test('gives and takes, again without harm, and says who is not there', async () => {
  const gift = { kind: 'role', role: discord.guild.roleId('Member') ?? '' } as const;
  const mod = called('mod');
  const nobody = { id: actorId('discord:5'), name: 'nobody', native: '5' };
  for (let time = 0; time < 2; time += 1)
    expect(await giver.give(castle, mod, gift, 'test')).toMatchObject({ ok: true });
  expect(discord.guild.member('mod').roles).toContain('Member');
  expect(await giver.take(castle, mod, gift, 'test')).toMatchObject({ ok: true });
  expect(discord.guild.member('mod').roles).not.toContain('Member');
  expect((await giver.give(castle, nobody, gift, 'test')).ok).toBe(false);
});
