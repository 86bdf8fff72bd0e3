import { afterEach, describe, expect, test } from 'vitest';
import { bansOf as bans, castleScene, isHeard, joins } from '../../support/castle-scene.ts';
import type { InspircdOptions } from '../../support/inspircd.ts';
import { stopsOf } from '../../support/stops.ts';

const stops = stopsOf();
afterEach(() => stops.run());
const scene = (options: InspircdOptions = {}) => castleScene(stops.list, options);

describe('staff on a real InspIRCd', { timeout: 120_000 }, () => {
  test('mute: he cannot speak, others can; after the pardon, and after its time, he can', async () => {
    const { root, bob, eve, run, command } = await scene();
    await run();
    await command('!mute bob 1h flood', /bob is muted in #castle until .*\(#1\): flood/);
    // All of them share one host: the entry hits bob alone.
    expect(await isHeard(bob, root)).toBe(false);
    expect(await isHeard(eve, root)).toBe(true);
    expect(await bans(root)).toEqual([expect.stringMatching(/^m:.*bob/)]);
    await command('!unmute bob', /bob may speak again/);
    expect(await isHeard(bob, root)).toBe(true);
    expect(await bans(root)).toEqual([]);
    await command('!mute bob 3s', /bob is muted/);
    expect(await isHeard(bob, root)).toBe(false);
    await expect.poll(() => isHeard(bob, root), { timeout: 30_000, interval: 500 }).toBe(true);
  });

  test('ban outlives a kill of the program and ends at its time; its pardon lets in, whoever had set it', async () => {
    const { root, bob, run, command, console } = await scene();
    const first = await run();
    await command('!ban bob 12s spam', /bob is banned from #castle until .*\(#1\): spam/);
    await bob.hears(/KICK #castle bob/);
    expect(await joins(bob)).toBe(false);
    await first.end('SIGKILL');
    await run();
    await expect.poll(() => joins(bob), { timeout: 40_000, interval: 500 }).toBe(true);
    expect(await bans(root)).toEqual([]);
    expect(await console('case 1 in:#castle\n')).toMatch(/Case #1: ban of bob \(over\)/);
    // An operator bans by hand: the pardon lifts that, too.
    root.send('MODE #castle +b *!bob@*', 'KICK #castle bob');
    await bob.hears(/KICK #castle bob/);
    expect(await joins(bob)).toBe(false);
    await command('!unban bob', /bob may come back to #castle/);
    expect(await joins(bob)).toBe(true);
  });

  test('kick sends away and lets come back; everything works from the console too', async () => {
    const { bob, eve, run, console } = await scene();
    await run();
    expect(await console('kick bob in:#castle enough\n')).toMatch(
      /bob is out of #castle \(#1\): enough/,
    );
    expect(await bob.hears(/KICK #castle bob/)).toMatch(/enough/);
    expect(await joins(bob)).toBe(true);
    expect(await console('warn eve in:#castle rule:2 be nice\n')).toMatch(
      /eve is warned \(#2\): be nice\. He was told\./,
    );
    await eve.hears(/NOTICE eve :.*You are warned in #castle: be nice \(case 2\)/);
    expect(await console('case stats in:#castle\n')).toMatch(
      /2 cases in #castle.*1 kick.*1 warning/s,
    );
    expect(await console('ban eve\n')).toMatch(/Say which place is meant/);
  });

  test('a list that is full, a missing right and a server that cannot mute are said in words', async () => {
    const { root, run, command } = await scene({
      without: ['muteban'],
      extra: '<maxlist mode="ban" chan="*" limit="2">',
    });
    await run();
    root.send('MODE #castle +b one!*@*', 'MODE #castle +b two!*@*');
    root.send('PRIVMSG #castle :!ban bob');
    await root.hears(/NOTICE root :The list \+b of #castle is full/, 20_000);
    root.send('PRIVMSG #castle :!mute bob');
    await root.hears(/NOTICE root :This server knows no way to silence somebody/);
    await command('!case list', /#3.*ban.*could not be done.*of .*bob/);
    root.send('MODE #castle -o castellan', 'PRIVMSG #castle :!kick bob');
    await root.hears(
      /NOTICE root :I am no operator in #castle\. Give me op: \/mode #castle \+o castellan/,
    );
  });
});

describe('bans that stood before Castellan came', { timeout: 90_000 }, () => {
  test('are shown, written down as cases in force, and lifted by them; a second time there is nothing', async () => {
    const { root, eve, run, command } = await scene();
    root.send('MODE #castle +b *!*@bad.example', 'MODE #castle +b eve!*@*', 'KICK #castle eve');
    await root.hears(/MODE #castle \+b :?eve/);
    expect(await joins(eve)).toBe(false);
    await run();

    root.send('PRIVMSG castellan :import read irc-bans irc:castle:#castle');
    await root.hears(/2 cases would be written down/, 20_000);
    const shown = await root.hears(/import confirm (\w{6})/, 20_000);
    const code = /import confirm (\w{6})/.exec(shown)?.[1] ?? '';
    root.send(`PRIVMSG castellan :import confirm ${code}`);
    await root.hears(/2 cases were written down/, 20_000);

    root.forget();
    root.send('PRIVMSG castellan :import read irc-bans irc:castle:#castle');
    await root.hears(/No setting would change, 2 are so already/, 20_000);

    const told = await command('!case 2', /ban of eve!\*@\*|ban of \*!\*@bad/);
    const number = /eve!/.test(told) ? 2 : 1;
    await command(`!case reverse ${number} amnesty`, /#\d/);
    await expect.poll(() => joins(eve), { timeout: 20_000 }).toBe(true);
  });
});
