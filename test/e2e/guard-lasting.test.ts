import { expect, test } from 'vitest';
import { type TestWorld, sandbox } from '../../src/testing/index.ts';
import { dataFolder, forgetData } from '../support/castellan.ts';

/** One and the same person to the guard, whatever the nick. */
const home = { username: 'bob', host: 'home.example' };

/** Whether somebody with this nick is heard in #castle; ann, who is not limited, is answered after him. */
async function isHeard({ irc }: TestWorld, nick: string): Promise<boolean> {
  const [he, ann] = [irc.person(nick), irc.person('ann')];
  await he.join('#castle');
  await he.says('#castle', '!choose up | down');
  await ann.says('#castle', '!choose left | right');
  await ann.hears('#castle', /^ann: I choose (left|right)/);
  return ann.hears('#castle', new RegExp(`^${nick}: I choose (up|down)`), { withinMs: 200 }).then(
    () => true,
    () => false,
  );
}

test('change of nick, case, connection and even a restart lift no mute (N1)', async () => {
  const data = dataFolder();
  let world = await sandbox({ data });
  try {
    const bob = world.irc.person('robert', home);
    expect(await isHeard(world, 'robert')).toBe(true);
    await world.irc.person('ann').says('#castle', '!rate hold robert 2h');
    await world.irc.person('ann').hears('#castle', /robert is muted here for 2 h/);
    expect(await isHeard(world, 'robert')).toBe(false);

    await bob.nick('ROBERT');
    expect(await isHeard(world, 'ROBERT')).toBe(false);
    await bob.nick('innocent');
    expect(await isHeard(world, 'innocent')).toBe(false);

    await bob.quit();
    world.irc.person('fresh', home);
    expect(await isHeard(world, 'fresh')).toBe(false);

    world.irc.oper.kill('castellan');
    await world.advance('2m');
    await world.irc.arrives('castellan', ['#castle'], { withinMs: 15_000 });
    expect(await isHeard(world, 'fresh')).toBe(false);

    await world.stop();
    world = await sandbox({ data });
    world.irc.person('again', home);
    expect(await isHeard(world, 'again')).toBe(false);
    expect(await isHeard(world, 'somebody')).toBe(true);
    await world.advance('2h');
    expect(await isHeard(world, 'again')).toBe(true);
  } finally {
    await world.stop();
    forgetData(data);
  }
});
