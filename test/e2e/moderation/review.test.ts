import { afterEach, describe, expect, test } from 'vitest';
import { type SandboxOptions, type TestWorld, sandbox } from '../../../src/testing/index.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function world(options: SandboxOptions = {}): Promise<TestWorld> {
  const made = await sandbox(options);
  stops.push(() => made.stop());
  return made;
}

const forbidden = /Missing Permissions|50013|timed out|cannot/i;
const asking =
  'when a message says "coins" unless the author is at least a helper then ask the moderators to mute for 10m and delete it because "No trade here"';

/** A rule that asks, in force, and the mod channel. */
async function guarded(it: TestWorld) {
  const olivia = it.discord.member('olivia');
  await olivia.say('#general', `!automod add coins: ${asking}`);
  await olivia.hears('#general', /Added; it only watches/);
  await olivia.say('#general', '!automod mode 1 live');
  await olivia.hears('#general', /in force/);
  await olivia.say('#general', '!settings set review.channel #staff');
  await olivia.hears('#general', /review\.channel/i);
  return olivia;
}

describe('what waits for moderators on a simulated Discord', { timeout: 60_000 }, () => {
  test('a rule asks; a button in the mod channel does it in the name of who pressed, as a case', async () => {
    const it = await world();
    const olivia = await guarded(it);
    const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
    await bob.say('#general', 'hello everybody');
    await bob.say('#general', 'buy my coins now');
    const card = await mod.hears('#staff', /Review 1: bob in #general.*buy my coins now.*coins/is);
    console.log(JSON.stringify(card, null, 1));
    await mod.press(card, 'Approve');
    await expect.poll(() => bob.say('#general', 'hello?').then(() => 'said', (e: Error) => e.message)).toMatch(forbidden);
    await olivia.say('#general', '!case 2');
    console.log((await olivia.hears('#general', /Case #2/)).text);
  });
});
