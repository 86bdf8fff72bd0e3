import { afterEach, describe, expect, test } from 'vitest';
import { bansOf, castleScene, joins } from '../../support/castle-scene.ts';
import type { InspircdOptions } from '../../support/inspircd.ts';
import type { IrcClient } from '../../support/irc-client.ts';
import { stopsOf } from '../../support/stops.ts';

const stops = stopsOf();
afterEach(() => stops.run());
const scene = (options: InspircdOptions = {}) =>
  castleScene(stops.list, { modules: ['banexception', 'inviteexception'], ...options });

/** Out, and in again where the server lets him. */
async function comesIn(client: IrcClient): Promise<boolean> {
  client.forget();
  client.send('PART #castle', 'JOIN #castle');
  return / 366 /.test(await client.hears(/ (366|473|474) /));
}

/** Repeats what was said, with the code that was asked for. */
async function twice(it: Awaited<ReturnType<typeof scene>>, line: string, done: RegExp) {
  const code = /sure:(\w+)/.exec(await it.command(line, /sure:\w+/))?.[1] ?? '';
  return it.command(`${line} sure:${code}`, done);
}

describe('exceptions on a real InspIRCd', { timeout: 120_000 }, () => {
  test('no ban holds who is exempt, over a restart, until its time is over', async () => {
    const { root, bob, eve, run, command } = await scene();
    const first = await run();
    await command(
      '!exempt bob 1h dry',
      /No ban would hold bob in #castle \(nobody else is meant\) until/,
    );
    expect(await bansOf(root, 'e')).toEqual([]);
    await command('!exempt bob 25s friend', /No ban holds bob in #castle until .*\(#1\): friend/);
    expect(await bansOf(root, 'e')).toEqual([expect.stringMatching(/bob/)]);
    root.send('MODE #castle +b *!bob@*', 'MODE #castle +b *!eve@*');
    await root.hears(/MODE #castle \+b :?\*!eve/);
    expect(await comesIn(bob)).toBe(true);
    expect(await comesIn(eve)).toBe(false);
    await command('!masks e', /\+e .*bob.* by root.*\(case 1, until .*\): friend/);
    await command('!case 1', /exemption of bob/);
    await first.end('SIGKILL');
    await run();
    expect(await comesIn(bob)).toBe(true);
    await expect.poll(() => bansOf(root, 'e'), { timeout: 40_000, interval: 500 }).toEqual([]);
    expect(await comesIn(bob)).toBe(false);
    await command('!case 1', /exemption of bob \(over\)/);
  });

  test('who needs no invitation comes in, until it is lifted; what was set by hand is a case, and is undone', async () => {
    const it = await scene();
    const { root, bob, eve, run, command } = it;
    await run();
    root.send('MODE #castle +i');
    expect(await comesIn(eve)).toBe(false);
    await command('!invex bob guest', /bob needs no invitation to #castle \(#1\): guest/);
    expect(await comesIn(bob)).toBe(true);
    await command('!uninvex bob', /bob needs an invitation to #castle again/);
    expect(await bansOf(root, 'I')).toEqual([]);
    expect(await comesIn(bob)).toBe(false);
    root.send('PRIVMSG #castle :!uninvex bob');
    await root.hears(/NOTICE root :(bob is not in the list|I know nobody called)/, 20_000);
    root.send('MODE #castle +I eve!*@*');
    await root.hears(/MODE #castle \+I/);
    await expect
      .poll(() => it.console('case 3 in:#castle\n'), { timeout: 10_000 })
      .toMatch(/leave to come in of .*eve.*root.*network/s);
    expect(await joins(eve)).toBe(true);
    await twice(it, '!undo case 3', /Taken back: 1 of 1/);
    await expect.poll(() => bansOf(root, 'I'), { timeout: 10_000 }).toEqual([]);
    expect(await comesIn(eve)).toBe(false);
    await command('!exempt eve!*@* 1h', /No ban holds eve/);
    await command('!case reverse 4 wrong', /taken back and counts for nothing/);
    expect(await bansOf(root, 'e')).toEqual([]);
    await command('!exempt eve!*@*', /No ban holds eve/);
    await command('!unexempt eve!*@*', /Bans hold eve!\*@\* in #castle again/);
    expect(await bansOf(root, 'e')).toEqual([]);
  });

  test('a list that is full, and a server without such lists, are said in words', async () => {
    const { root, run, command } = await scene({
      modules: ['banexception'],
      extra:
        '<maxlist mode="banexception" chan="*" limit="1"><maxlist mode="ban" chan="*" limit="1">',
    });
    await run();
    root.send('MODE #castle +e one!*@*');
    await root.hears(/MODE #castle \+e/);
    root.send('PRIVMSG #castle :!exempt bob');
    await root.hears(/NOTICE root :The list \+e of #castle is full/, 20_000);
    root.send('PRIVMSG #castle :!invex bob');
    await root.hears(/NOTICE root :There is no list of people who come in uninvited here/, 20_000);
    await command('!masks e', /\+e .*one!\*@\*.* by root, .*\(case 1\)/);
  });
});
