import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandbox, type TestWorld } from '../../../src/testing/index.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await sandbox();
});
afterAll(() => world.stop());

test('on Discord too: a silent channel, a slash command answered to its caller alone, a backlog', async () => {
  const [ann, bob] = [world.discord.member('ann'), world.discord.member('bob')];
  // Ann is an administrator there.
  const set = await ann.slash('flood output', { max: '1', period: '30s', wait: '5m' });
  expect((await set.answered())?.text).toMatch(/More than .*1.* in 30 s makes me silent for 5 min/);
  await bob.say('#general', '!choose tea | coffee');
  await bob.hears('#general', /^I choose (tea|coffee)!$/);

  await bob.say('#general', '!choose red | blue');
  const refused = await bob.slash('choose', { options: 'up | down' });
  await refused.answered();
  await bob.isTold(/I said too much here; I am silent for \d+ seconds/);

  await world.advance('5m');
  await bob.hears('#general', /^I choose (red|blue)!$/);
});
