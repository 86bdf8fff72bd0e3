import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandbox, type TestWorld } from '../../src/testing/index.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await sandbox();
});
afterAll(() => world.stop());

test('written on Discord, published on both networks, taken back; a stranger writes none', async () => {
  const [ann, bob] = [world.discord.member('ann'), world.discord.member('bob')];
  const reader = world.irc.person('carol');
  await ann.say(
    '#general',
    '!announcement write Summer party | On Saturday. *Bring* cake @everyone',
  );
  await ann.hears('#general', /draft .*Summer party.*summer-party/);
  await ann.say(
    '#general',
    `!settings set announcements.channels sandbox-irc/#castle,sandbox-discord/${world.discord.guild.channelId('random')}`,
  );
  await ann.hears('#general', /announcements\.channels/);
  await ann.say('#general', '!announcement publish summer-party');
  await ann.hears('#general', /is published, and said in 2 channels/);
  await reader.hears('#castle', /Summer party/);
  const said = await ann.hears('#random', /Bring\\?\* cake/);
  expect(said.text).toContain('Summer party');
  await bob.say('#general', '!announcement delete summer-party');
  await bob.hears('#general', /it takes `?announcement\.write/);
  await ann.say('#general', '!announcement publish summer-party');
  await ann.hears('#general', /published already/);
  // Five commands in five seconds are enough for anybody.
  await world.advance('30s');
  await ann.say('#general', '!announcement write no bar here');
  // Five messages in five seconds are what Discord takes in one channel.
  await ann.hears('#general', /Put a \| between/, { withinMs: 15_000 });
  await ann.say('#general', '!announcement list');
  await ann.hears('#general', /summer-party/, { withinMs: 15_000 });
});
