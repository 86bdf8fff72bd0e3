import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { channelOn, connectionId, spaceId } from '../../../base/ids.ts';
import type { Place } from '../../../core/event.ts';
import { channelNamed, discordVoice } from './voice.ts';

const connection = connectionId('discord');
const placeOf = (guild: string, id: string, name: string): Place => ({
  ...{ connection, platform: 'discord', name, channel: channelOn(connection, id) },
  space: spaceId(`discord:${guild}`),
});
const guildOf = (id: string, channels: Readonly<Record<string, string>>) => ({
  ...{ id, space: spaceId(`discord:${id}`) },
  places: new Map(
    Object.entries(channels).map(([channel, name]) => [channel, placeOf(id, channel, name)]),
  ),
});
const castle = guildOf('1', { '11': '#general', '12': '#rules' });
const tower = guildOf('2', { '21': '#general' });
const onPage: Place = {
  ...{ connection, platform: 'console', name: 'the dashboard' },
  channel: channelOn(connection, '@owner'),
};

test('a channel is found by name here, by mention and id anywhere, and by name elsewhere only where one has it', () => {
  const find = (where: Place, text: string) => channelNamed([castle, tower], where, text)?.channel;

  expect(find(placeOf('2', '21', '#general'), '#general')).toBe('21');
  expect(find(onPage, '<#11>')).toBe('11');
  expect(find(onPage, '12')).toBe('12');
  expect(find(onPage, 'Rules')).toBe('12');
  expect(find(onPage, '#general')).toBeUndefined();
});

const { ViewChannel, SendMessages } = PermissionFlagsBits;

async function voiceWith(deny: bigint) {
  const answers: Readonly<Record<string, unknown>> = {
    '/guilds/1': {
      ...{ id: '1', owner_id: '9', verification_level: 0 },
      roles: [{ id: '1', permissions: String(ViewChannel | SendMessages) }],
    },
    '/channels/11': {
      ...{ id: '11', type: 0, name: 'general' },
      permission_overwrites: [{ id: '5', allow: '0', deny: String(deny) }],
    },
    '/guilds/1/members/7': { roles: ['5'] },
  };
  const api = { call: ({ route }: { route: string }) => Promise.resolve(answers[route]) };
  return discordVoice(
    api,
    { guild: '1', channel: '11', place: placeOf('1', '11', '#general') },
    '7',
  );
}

test('the bot speaks where its roles let it, and else is told which permission it lacks', async () => {
  expect(await voiceWith(0n)).toMatchObject({ voice: 'speaks' });
  expect(await voiceWith(SendMessages)).toMatchObject({
    ...{ voice: 'silent', why: expect.stringMatching(/“Send Messages”/) as string },
  });
  expect(await voiceWith(ViewChannel)).toMatchObject({
    ...{ voice: 'silent', why: expect.stringMatching(/“View Channel”/) as string },
  });
});
