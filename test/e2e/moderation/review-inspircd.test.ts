import { afterEach, describe, expect, test } from 'vitest';
import { aiProvider, knowing } from '../../support/ai-provider.ts';
import { bansOf, castleScene, isHeard } from '../../support/castle-scene.ts';
import { stopsOf } from '../../support/stops.ts';

const stops = stopsOf();
afterEach(() => stops.run());

describe('what waits for moderators on a real InspIRCd', { timeout: 120_000 }, () => {
  test('a member reports, an operator sees it and decides to mute: he cannot speak, over a restart, until that is undone', async () => {
    const { root, bob, eve, run, command } = await castleScene(stops.list);
    const first = await run();
    bob.send('PRIVMSG #castle :you are all stupid');
    await root.hears(/you are all stupid/);
    eve.send('PRIVMSG castellan :report bob in:#castle insults');
    await eve.hears(/NOTICE eve :.*Thank you\. Staff will look at what bob did/, 20_000);
    await command('!review list', /1.*bob in #castle.*you are all stupid/);
    await command('!review show 1', /eve.*: insults/);
    expect(await isHeard(bob, root)).toBe(true);
    root.send('PRIVMSG #castle :!review change 1 mute 1h enough');
    await root.hears(/Review 1: root decided otherwise: mute for 1 h.*Cases: .*#1/, 20_000);
    await eve.hears(
      /NOTICE eve :.*Staff looked at what you reported in #castle, and did something/,
    );
    expect(await isHeard(bob, root)).toBe(false);
    expect(await isHeard(eve, root)).toBe(true);
    await first.end('SIGKILL');
    await run();
    expect(await isHeard(bob, root)).toBe(false);
    root.send('PRIVMSG #castle :!review undo 1');
    await root.hears(/Review 1/, 20_000);
    await expect.poll(() => isHeard(bob, root), { timeout: 20_000 }).toBe(true);
    expect(await bansOf(root)).toEqual([]);
    await command('!case 1', /mute of bob \(overturned\)/);
  });

  test('a model suggests, nobody is muted before an operator approves it, and then he is', async () => {
    const served = await aiProvider(knowing('idiot', { action: 'TIMEOUT_SHORT' }));
    stops.list.push(() => served.stop());
    const { root, bob, eve, run, command } = await castleScene(stops.list);
    await run();
    for (const [name, value] of Object.entries({ 'ai.url': served.url, 'ai.model': 'small' }))
      await command(
        `!settings set ${name} ${value} instance`,
        new RegExp(`castellan!.*${name.replace('.', '\\.')}`),
      );
    bob.send('PRIVMSG #castle :an idiot, before anybody was told');
    await root.hears(/before anybody was told/);
    await command('!ai-mod on', /AI moderation is on: a person decides/);
    expect(served.calls()).toBe(0);
    bob.send('PRIVMSG #castle :you are an idiot, eve');
    await expect
      .poll(() => command('!review list', /One waits|Nobody asked|Nothing waits/), {
        timeout: 20_000,
        interval: 1000,
      })
      .toMatch(/One waits/);
    await command('!review show 1', /Review 1: bob in #castle/);
    await command('!more', /small.*idiot|idiot.*small/);
    // What was said and by whom it was said are two things: the model hears no names.
    expect(JSON.stringify(served.asked)).not.toMatch(/bob/);
    expect(await isHeard(bob, root)).toBe(true);
    root.send('PRIVMSG #castle :!review approve 1');
    await root.hears(/Review 1: approved by root: mute for 10 min\..*Cases: .*#1/, 20_000);
    expect(await isHeard(bob, root)).toBe(false);
    expect(await isHeard(eve, root)).toBe(true);
    await command('!case 1', /mute of bob/);
    await command('!unmute bob', /bob may speak again/);
    expect(await isHeard(bob, root)).toBe(true);
  });
});
