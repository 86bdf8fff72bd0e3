import { afterEach, describe, expect, test } from 'vitest';
import { stopsOf } from '../../support/stops.ts';
import { bansOf, castleScene, isHeard, joins } from '../../support/castle-scene.ts';

const stops = stopsOf();
afterEach(() => stops.run());
const modules = ['banexception', 'inviteexception'];
const scene = () => castleScene(stops.list, { modules });

/** Shown, and done with the code that was shown. */
async function confirmed(
  { root }: Awaited<ReturnType<typeof scene>>,
  line: string,
): Promise<string> {
  root.forget();
  root.send(`PRIVMSG #castle :${line}`);
  const shown = await root.hears(/sure:(\w+)/, 20_000);
  const said = root.lines.join('\n');
  root.send(`PRIVMSG #castle :${line} sure:${/sure:(\w+)/.exec(shown)?.[1] ?? ''}`);
  return said;
}

describe('undo on a real InspIRCd', { timeout: 120_000 }, () => {
  test('gives the word back and lets in again, seen from their side; a restart in between changes nothing', async () => {
    const it = await scene();
    const { root, bob, eve, run, command } = it;
    const first = await run();
    await command('!mute bob 1h flood', /bob is muted in #castle until .*\(#1\)/);
    await command('!ban eve spam', /eve is banned from #castle.*\(#2\)/);
    await eve.hears(/KICK #castle eve/);
    expect(await isHeard(bob, root)).toBe(false);
    await first.end('SIGKILL');
    await run();
    expect(await isHeard(bob, root)).toBe(false);
    expect(await joins(eve)).toBe(false);

    const said = await confirmed(it, '!undo moderator root since 1h');
    expect(said).toMatch(/takes back 2 cases of root/);
    expect(said).toMatch(/May speak again.* 1: bob/);
    await root.hears(/Taken back: 2 of 2/, 20_000);
    expect(await isHeard(bob, root)).toBe(true);
    expect(await joins(eve)).toBe(true);
    expect(await bansOf(root)).toEqual([]);
  });

  test('one that is killed in the middle goes on with the next start', async () => {
    const it = await scene();
    const { root, run, command } = it;
    const first = await run();
    const masks = Array.from({ length: 20 }, (_, at) => `*!*@h${at}.x`);
    await command('!settings set moderation.staffBans 0', /moderation\.staffBans/);
    await command(`!massban "spam" ${masks.join(' ')}`, /20 people are banned/);
    expect(await bansOf(root)).toHaveLength(20);
    await confirmed(it, '!undo window 1h now');
    await expect
      .poll(async () => (await bansOf(root)).length, { timeout: 20_000, interval: 20 })
      .toBeLessThan(19);
    await first.end('SIGKILL');
    const left = (await bansOf(root)).length;
    expect(left).toBeGreaterThan(0);
    await run();
    await expect
      .poll(async () => (await bansOf(root)).length, { timeout: 90_000, interval: 1000 })
      .toBe(0);
    await command('!undo status 1', /Taken back: 20 of 20/);
  });

  test('what operators set by hand is a case with who; taken by hand it is over, also while the program is away', async () => {
    const { root, bob, run, command, console } = await scene();
    const first = await run();
    root.send('MODE #castle +b *!bob@*', 'MODE #castle +e *!*@good.example');
    root.send('MODE #castle +I *!*@guest.example', 'KICK #castle bob :enough');
    await bob.hears(/KICK #castle bob/);
    await expect
      .poll(() => console('cases in:#castle\n'), { timeout: 10_000 })
      .toMatch(/#4.*kick.* of bob by root.*enough.*#3.*#2.*#1.* of bob by root/s);
    const lists = await console('masks in:#castle\n');
    expect(lists).toMatch(/\+b \*!bob@\* \(bob\) by root, .*\(case 1\)/);
    expect(lists).toMatch(/\+e \*!\*@good\.example by root, .*\(case 2\)/);
    expect(lists).toMatch(/\+I \*!\*@guest\.example by root, .*\(case 3\)/);
    await command('!mute eve 1h', /\(#5\)/);
    root.send('MODE #castle -b *!bob@*');
    await expect
      .poll(() => console('case 1 in:#castle\n'), { timeout: 10_000 })
      .toMatch(/Case #1: ban of bob \(gone\)[^]*Gone.* by root/);

    await first.end('SIGKILL');
    const [mute = ''] = await bansOf(root);
    root.send(`MODE #castle -b ${mute}`);
    await run();
    await expect
      .poll(() => console('case 5 in:#castle\n'), { timeout: 20_000 })
      .toMatch(/Case #5: mute of eve \(gone\)/);
  });

  test('an operator who bans too many by hand loses his rank; the incident is undone, the owner rescues', async () => {
    const it = await scene();
    const { root, eve, run, command, console } = it;
    await run();
    await command('!settings set moderation.staffBans 3', /moderation\.staffBans/);
    root.send('MODE #castle +o eve');
    await eve.hears(/MODE #castle \+o :?eve/);
    for (let at = 0; at < 4; at += 1) eve.send(`MODE #castle +b *!*@v${at}.example`);
    await eve.hears(/castellan\S* MODE #castle -o :?eve/, 20_000);
    expect(await console('incident 1 in:#castle\n')).toMatch(
      /Incident #1: staff who act too often[^]*eve did 4 bans[^]*his roles taken/,
    );
    await confirmed(it, '!undo incident 1');
    await root.hears(/Taken back: 4 of 4/, 20_000);
    expect(await bansOf(root)).toEqual([]);
    await console('quarantine lift eve in:#castle\n');
    await eve.hears(/castellan\S* MODE #castle \+o :?eve/, 20_000);
  });
});
