import { expect, test } from 'vitest';
import { channelId, communityId, spaceId } from '../base/ids.ts';
import { knownCommunities, withKnown } from './communities.ts';
import { mentionsNamed } from './mentions.ts';

const castle = { space: spaceId('discord:1'), spaceName: 'Castle' };
const general = { id: channelId('guild/42'), name: '#general' };
const hall = { space: spaceId('irc:libera:#castle'), spaceName: '#castle' };
const places = [hall, castle, { ...castle, channel: general }];

test('communities stand once each, in the order of names, IRC channels with their network', () => {
  expect(knownCommunities(places)).toEqual([
    { id: 'irc:libera:#castle', name: '#castle on libera' },
    { id: 'discord:1', name: 'Castle' },
  ]);
});

test('those in which something happened come first, by the names of today; one that the bot left keeps its own', () => {
  const happened = [
    { id: communityId('irc:oftc:#gone'), name: '#gone', open: 2 },
    { id: communityId('discord:1'), name: 'Old name', open: 1 },
  ];
  expect(withKnown(happened, places, { open: 0 })).toEqual([
    { id: 'irc:oftc:#gone', name: '#gone on oftc', open: 2 },
    { id: 'discord:1', name: 'Castle', open: 1 },
    { id: 'irc:libera:#castle', name: '#castle on libera', open: 0 },
  ]);
});

test('mentions get the names that are known; others stay ids', () => {
  const people = [{ id: 'discord:7', name: 'bob' }];
  expect(mentionsNamed('<@7> and <@!8> in <#42> or <#43>', { people, places })).toBe(
    '@bob and <@!8> in #general or <#43>',
  );
});
