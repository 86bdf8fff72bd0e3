import { afterEach, describe, expect, test } from 'vitest';
import { bansOf, castleScene, isHeard, joins } from '../../support/castle-scene.ts';
import { type IrcClient, ircClient } from '../../support/irc-client.ts';
import { stopsOf } from '../../support/stops.ts';

const stops = stopsOf();
afterEach(() => stops.run());

/** Says once more what has to be confirmed, with the code that was shown. */
const repeats =
  (root: IrcClient) =>
  async (before: string, after = ''): Promise<void> => {
    const [, code = ''] = /(sure:\w+)/.exec(await root.hears(/sure:\w+/, 20_000)) ?? [];
    root.send(`PRIVMSG #castle :!${before} ${code} ${after}`.trimEnd());
  };

describe('what else there is, on a real InspIRCd', { timeout: 120_000 }, () => {
  test('a rule watches, is tried on what was said, and in force silences; its incident is undone over a restart', async () => {
    const { server, root, bob, eve, run, command } = await castleScene(stops.list);
    const repeat = repeats(root);
    const first = await run();
    await command('!settings set automod.keepDays 7', /automod\.keepDays/);
    await command('!settings set incidents.people 2', /incidents\.people/);
    await command('!automod add when a message says "coins" then mute for 1h', /1/);
    // Nobody is stopped by a rule that only watches.
    bob.send('PRIVMSG #castle :buy my c0ins');
    await root.hears(/buy my c0ins/);
    expect(await isHeard(bob, root)).toBe(true);
    await command('!automod why', /only watches\) hit \W*bob/);
    await command('!automod replay 1 1', /bob|1 (message|hit|person)/);
    await command('!automod mode 1 live', /in force/);
    for (const one of [bob, eve]) {
      one.send('PRIVMSG #castle :coins, coins!');
      await expect.poll(() => isHeard(one, root), { timeout: 20_000 }).toBe(false);
    }
    await command('!incidents', /#?1.*rule/i);
    await first.end('SIGKILL');
    await run();
    expect(await isHeard(bob, root)).toBe(false);
    await command('!undo incident 1', /takes back 2 cases of incident #1/);
    await repeat('undo incident 1');
    for (const one of [bob, eve])
      await expect.poll(() => isHeard(one, root), { timeout: 30_000 }).toBe(true);
    expect(await bansOf(root)).toEqual([]);
    const other = await ircClient({ port: server.port, nick: 'zed' });
    stops.list.push(() => other.close());
    expect(await joins(other)).toBe(true);
  });

  test('notes, warnings, many bans at once and one for every place are one history', async () => {
    const { root, bob, eve, run, command, console } = await castleScene(stops.list);
    const repeat = repeats(root);
    await run();
    await command('!warn bob be nice', /bob is warned \(#1\): be nice/);
    root.send('PRIVMSG #castle :!note bob shouted in private');
    await root.hears(/NOTICE root :.*Noted about bob \(#2\)/, 20_000);
    await command('!infractions bob', /#1.*be nice/);
    await command('!massban "a raid" bob eve', /2/);
    await eve.hears(/KICK #castle eve/, 20_000);
    for (const one of [bob, eve]) expect(await joins(one)).toBe(false);
    await command('!unban bob', /bob may come back/);
    expect(await joins(bob)).toBe(true);
    expect(await console('case list in:#castle\n')).toMatch(/ban.*eve/s);
    await command('!globalban bob he sells', /bob will be banned from 1 place: #castle/);
    await repeat('globalban bob', 'he sells');
    await bob.hears(/KICK #castle bob/, 20_000);
    expect(await joins(bob)).toBe(false);
    await command('!globalunban bob', /bob will be let in|bob .*1 place/);
    await repeat('globalunban bob');
    await expect.poll(() => joins(bob), { timeout: 20_000, interval: 1000 }).toBe(true);
    await command('!case 3', /Case #3: ban of bob \(lifted\)/);
  });

  test('what happens is in the log of the staff, who tell everybody by announcements', async () => {
    const { root, bob, run, command } = await castleScene(stops.list, { channels: ['#ops'] });
    root.send('JOIN #ops');
    await root.hears(/ 366 /);
    await run();
    await command('!eventlog to #ops', /#ops/);
    bob.send('PART #castle :bye');
    await root.hears(/castellan!\S+ PRIVMSG #ops :.*bob/, 30_000);
    await command('!announcement write Summer party | We meet on Saturday.', /summer-party/);
    await command('!announcement here', /#castle/);
    expect(await joins(bob)).toBe(true);
    root.send('PRIVMSG #castle :!announcement publish summer-party');
    await bob.hears(/castellan!\S+ PRIVMSG #castle :.*Summer party/, 20_000);
  });
});
