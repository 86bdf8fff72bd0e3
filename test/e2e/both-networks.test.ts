import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandbox, type TestWorld } from '../../src/testing/index.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await sandbox();
});
afterAll(() => world.stop());

test('row 54: with Discord down, IRC goes on, and Discord comes back without a replay of answers', async () => {
  const [ircAnn, discordAnn] = [world.irc.person('ann'), world.discord.member('ann')];
  const letIn = await world.discord.faults.refuseConnections();
  world.discord.faults.closeGateway(1006);
  await ircAnn.says('#castle', '!choose tea | coffee');
  await ircAnn.hears('#castle', /I choose (tea|coffee)!/);
  await letIn();
  await expect
    .poll(() => world.discord.sessions().some(({ connected }) => connected), { timeout: 60_000 })
    .toBe(true);
  await discordAnn.say('#general', '!choose red | blue');
  await discordAnn.hears('#general', /I choose (red|blue)!/, { withinMs: 30_000 });

  await discordAnn.hearsNothing('#general', 500);
});

test('row 54: with IRC down, Discord goes on, and IRC comes back to its channels', async () => {
  const [ircAnn, discordAnn] = [world.irc.person('ann'), world.discord.member('ann')];
  await world.irc.goDown();
  await discordAnn.say('#general', '!choose up | down');
  await discordAnn.hears('#general', /I choose (up|down)!/);
  await world.irc.comeUp();
  await world.advance('2m');
  await world.irc.arrives('castellan', ['#castle', '#random'], { withinMs: 60_000 });
  await ircAnn.says('#castle', '!choose left | right');

  await ircAnn.hears('#castle', /I choose (left|right)!/);
});
