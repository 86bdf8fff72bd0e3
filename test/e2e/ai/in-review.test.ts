import { afterEach, describe, expect, test } from 'vitest';
import { type Provider, aiProvider, knowing } from '../../support/ai-provider.ts';
import { type TestWorld, sandbox } from '../../../src/testing/index.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A community where a model suggests to mute whoever insults. */
async function world(): Promise<TestWorld> {
  const served: Provider = await aiProvider(knowing('idiot', { action: 'TIMEOUT_SHORT' }));
  stops.push(() => served.stop());
  const it = await sandbox({ owners: ['irc:sandbox-irc:account:root'] });
  stops.push(() => it.stop());
  const root = it.irc.person('root');
  root.login('root');
  await root.join('#castle');
  for (const [name, value] of Object.entries({ 'ai.url': served.url, 'ai.model': 'small' })) {
    await root.says('#castle', `!settings set ${name} ${value} instance`);
    await root.hears('#castle', new RegExp(name.replace('.', '\\.')));
    await it.advance('10s');
  }
  const olivia = it.discord.member('olivia');
  await olivia.say('#general', '!ai-mod on');
  await olivia.hears('#general', /AI moderation is on/);
  return it;
}

const outcomeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'speaks',
    () => 'muted',
  );

/** The review of what was said, once the model has answered. */
async function reviewed(it: TestWorld, waiting: RegExp): Promise<void> {
  const mod = it.discord.member('mod');
  await expect
    .poll(
      async () => {
        await it.advance('30s');
        await mod.say('#staff', '!review list');
        const { text } = await mod.hears('#staff', /wait|Nobody asked/i);
        return text;
      },
      { timeout: 15_000 },
    )
    .toMatch(waiting);
}

describe('what a model suggests waits in the review queue', { timeout: 60_000 }, () => {
  test('approved there it is done, in the name of who approved, and counts as right for the model', async () => {
    const it = await world();
    const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
    await bob.say('#general', 'you are an idiot');
    await reviewed(it, /\*\*1\*\* bob in #general.*you are an idiot.*mute for 10 min/is);
    expect(await outcomeOf(bob.say('#general', 'fine'))).toBe('speaks');
    await it.advance('30s');
    await mod.say('#staff', '!review show 1');
    await mod.hears('#staff', /small.*idiot.*95 ?%/is);
    await it.advance('30s');
    await mod.say('#staff', '!review approve 1');
    await mod.hears('#staff', /Review 1: approved by mod: mute for 10 min\..*Cases: #1/);
    expect(await outcomeOf(bob.say('#general', 'hello?'))).toBe('muted');
    await it.advance('30s');
    await mod.say('#staff', '!ai-mod explain 1');
    await mod.hears('#staff', /Verdict v1 about bob.*approved/is, { withinMs: 12_000 });
    await it.advance('30s');
    await mod.say('#staff', '!ai-mod dismiss v1');
    await mod.hears('#staff', /decided about v1 before/);
  });

  test('dismissed there nothing is done, and it counts as wrong', async () => {
    const it = await world();
    const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
    await bob.say('#general', 'Dostoevsky wrote The Idiot');
    await reviewed(it, /\*\*1\*\* bob/);
    await it.advance('30s');
    await mod.say('#staff', '!review dismiss 1');
    await mod.hears('#staff', /Review 1: dismissed by mod/);
    expect(await outcomeOf(bob.say('#general', 'it is a novel'))).toBe('speaks');
    await it.advance('30s');
    await mod.say('#staff', '!ai-mod explain v1');
    await mod.hears('#staff', /Verdict v1 about bob.*dismissed/is, { withinMs: 12_000 });
  });

  test('decided by the number of the verdict it waits no more', async () => {
    const it = await world();
    const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
    await bob.say('#general', 'such an idiot');
    await reviewed(it, /\*\*1\*\* bob/);
    await it.advance('30s');
    await mod.say('#staff', '!ai-mod approve v1');
    await mod.hears('#staff', /v1 is approved; I learn from it/);
    expect(await outcomeOf(bob.say('#general', 'hello?'))).toBe('muted');
    await reviewed(it, /Nothing waits|Nobody asked/);
  });
});
