import { afterEach, describe, expect, test } from 'vitest';
import { castleScene, joins } from '../../support/castle-scene.ts';
import { stopsOf } from '../../support/stops.ts';

const stops = stopsOf();
afterEach(() => stops.run());

/** The server counts in whole seconds. */
const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1100));

describe('what was set on a real InspIRCd while the bot was away', { timeout: 120_000 }, () => {
  test('is a case of who set it, once; what stood before its first visit is none', async () => {
    const { root, bob, run, command, console } = await castleScene(stops.list, {
      modules: ['banexception', 'inviteexception'],
    });
    root.send('MODE #castle +b *!*@old.example');
    await root.hears(/MODE #castle \+b/);
    await nextSecond();
    const first = await run();
    await command('!masks', /1 entry in the lists/);
    await command('!case list', /There are none/);
    // What the bot itself sets is its own case, and no second one afterwards.
    await command('!exempt *!*@bot.example', /\(#1\)/);
    await first.end('SIGKILL');
    await nextSecond();
    root.send('MODE #castle +b *!bob@*', 'KICK #castle bob', 'MODE #castle +e *!*@friend.example');
    root.send('MODE #castle +I *!*@guest.example');
    await root.hears(/MODE #castle \+I/);
    expect(await joins(bob)).toBe(false);
    const second = await run();
    const kinds = /ban of \*!bob@\*|exemption of|leave to come in of/;
    await expect
      .poll(() => console('case list in:#castle\n'), {
        timeout: 20_000,
      })
      .toMatch(/#4.*#3.*#2/s);
    for (const number of [2, 3, 4])
      expect(await console(`case ${number} in:#castle\n`)).toMatch(
        new RegExp(`(${kinds.source}).* by \\*?\\*?root.*\\(network\\)`, 's'),
      );
    await second.end('SIGKILL');
    await run();
    await command('!masks', /5 entries in the lists/);
    expect(await console('case list in:#castle\n')).not.toMatch(/#5/);
    // It is lifted like any other.
    await command('!unban *!bob@*', /may come back/);
    expect(await joins(bob)).toBe(true);
  });
});
