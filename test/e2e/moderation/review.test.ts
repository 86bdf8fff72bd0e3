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

const approve = 'Approve: mute for 10 min and delete it';
const outcomeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (failure: unknown) => String(failure),
  );

describe('what waits for moderators on a simulated Discord', { timeout: 60_000 }, () => {
  test('a rule asks; a button in the mod channel does it in the name of who pressed, as a case', async () => {
    const it = await world();
    const olivia = await guarded(it);
    const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
    await bob.say('#general', 'hello everybody');
    const said = await bob.say('#general', 'buy my coins now');
    const card = await mod.hears('#staff', /Review 1: bob in #general.*buy my coins now.*coins/is);
    // Nothing is done before somebody has decided.
    expect(await outcomeOf(bob.edit(said, 'buy my coins now!'))).toBe('done');
    await mod.say('#staff', '!review show 1');
    await mod.hears('#staff', /bob: hello everybody.*buy my coins now.*Rule 1 coins “coins”/is);
    await mod.press(card, approve);
    await mod.isTold(/Review 1: approved by mod: mute for 10 min and delete it\. Cases: #1, #2/);
    expect(await outcomeOf(bob.say('#general', 'hello?'))).toMatch(forbidden);
    expect(await outcomeOf(bob.edit(said, 'is it gone?'))).not.toBe('done');
    await olivia.say('#general', '!case 2');
    await olivia.hears(
      '#general',
      /mute of bob.*by \*\*mod\*\*.*No trade here \(rule 1 coins\).*buy my coins now/is,
    );
    // The card says who decided, and offers nothing any more.
    const shown = () =>
      it.discord.observer
        .snapshot(mod.id)
        .channels.find(({ name }) => name.includes('staff'))
        ?.messages.find(({ id }) => id === card.id);
    await expect.poll(() => shown()?.text).toMatch(/approved by mod/);
    expect(shown()?.components).toEqual([]);
  });

  test('who may not decide decides nothing; of two at once one wins, and the other hears who', async () => {
    const it = await world();
    const olivia = await guarded(it);
    const [mod, bob, ann] = [
      it.discord.member('mod'),
      it.discord.member('bob'),
      it.discord.member('carol'),
    ];
    await bob.say('#general', 'buy my coins now');
    await mod.hears('#staff', /Review 1/);
    await ann.say('#general', '!review dismiss 1');
    await ann.hears('#general', /it takes .review\.decide./i);
    await Promise.all([
      mod.say('#general', '!review dismiss 1'),
      olivia.say('#general', '!review approve 1'),
    ]);
    await mod.hears('#general', /(mod|olivia) was faster: review 1 is decided/);
    // Five messages in five seconds are what Discord takes in one channel.
    await olivia.hears('#general', /Review 1: (dismissed by mod|approved by olivia)/, {
      withinMs: 15_000,
    });
  });

  test('something else is chosen from the list; undone, it is taken back and waits again', async () => {
    const it = await world();
    await guarded(it);
    const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
    await bob.say('#general', 'buy my coins now');
    const card = await mod.hears('#staff', /Review 1/);
    await mod.choose(card, undefined, 'mute for 1h');
    await mod.isTold(/Review 1: mod decided otherwise: mute for 1 h/);
    expect(await outcomeOf(bob.say('#general', 'hello?'))).toMatch(forbidden);
    await mod.say('#general', '!review undo 1');
    await mod.hears('#general', /Review 1 waits again/);
    await bob.say('#general', 'free again');
    await mod.say('#general', '!review list');
    await mod.hears('#general', /One waits.*1.*bob.*buy my coins now/is);
  });

  test('people report from the menu, in an answer and by name; one message waits once, and who reported hears what came of it', async () => {
    const it = await world();
    const olivia = await guarded(it);
    const [ann, bob, mod] = [
      it.discord.member('ann'),
      it.discord.member('bob'),
      it.discord.member('mod'),
    ];
    const said = await bob.say('#general', 'you are all stupid');
    await ann.menuOfMessage(said, 'Report message');
    await ann.isTold(/Thank you\. Staff will look at what bob did/);
    await mod.say('#general', '!report insults us', { replyTo: said });
    await mod.isTold(/Thank you/);
    await ann.say('#general', '!report @bob always so');
    await ann.isTold(/Thank you/);
    const card = await mod.hears('#staff', /Review 1: bob.*you are all stupid.*\*\*ann\*\*/is);
    await mod.say('#general', '!review show 1');
    await mod.hears(
      '#general',
      /asked 3 times.*stupid.*ann\*\* \(2 times\).*mod\*\*: insults us/is,
    );
    await mod.say('#general', '!review list');
    await mod.hears('#general', /One waits/);
    await olivia.press(card, 'Approve: warn');
    await ann.isTold(/Staff looked at what you reported in #general, and did something about it/);
    await bob.isTold(/You are warned/);
    await ann.say('#general', '!report @ann');
    await ann.isTold(/yourself|wrong/);
  });

  test('whom a report is about decides nothing of it', async () => {
    const it = await world();
    const olivia = await guarded(it);
    const [ann, mod] = [it.discord.member('ann'), it.discord.member('mod')];
    const said = await mod.say('#general', 'you are all stupid');
    await ann.menuOfMessage(said, 'Report message');
    const card = await olivia.hears('#staff', /Review 1: mod/);
    for (const line of ['!review dismiss 1', '!review approve 1', '!review change 1 warn']) {
      await mod.say('#random', line);
      await mod.hears('#random', /Review 1 is about you: somebody else has to decide/);
    }
    await mod.press(card, 'Nothing wrong');
    await mod.isTold(/Review 1 is about you/);
    await olivia.say('#general', '!review list');
    await olivia.hears('#general', /One waits/);
    await olivia.press(card, 'Approve: warn');
    await mod.isTold(/You are warned/);
  });

  test('what was dismissed counts as wrong at the rule, and is marked when the rule is replayed', async () => {
    const it = await world();
    const olivia = await guarded(it);
    await olivia.say('#general', '!settings set automod.keepDays 7');
    await olivia.hears('#general', /keepDays/i);
    const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
    await bob.say('#general', 'I collect old coins');
    const card = await mod.hears('#staff', /Review 1/);
    await mod.press(card, 'Nothing wrong');
    await mod.isTold(/Review 1: dismissed by mod/);
    await olivia.say('#general', '!automod list');
    await olivia.hears('#general', /coins.*0 right, 1 wrong/is);
    await olivia.say('#general', '!automod replay 7 1');
    await olivia.hears('#general', /1 of them was wrong/, { withinMs: 20_000 });
  });

  test('what nobody decides is let go after its time', async () => {
    const it = await world();
    const olivia = await guarded(it);
    await olivia.say('#general', '!settings set review.waitMs 1h');
    await olivia.hears('#general', /waitMs/i);
    await it.discord.member('bob').say('#general', 'buy my coins now');
    await olivia.hears('#staff', /Review 1/);
    await it.advance('2h');
    await olivia.say('#general', '!review approve 1');
    await olivia.hears('#general', /Review 1 is over; nobody decided in time/);
  });
});

describe('what waits for moderators on a simulated IRC', { timeout: 60_000 }, () => {
  test('names commands as they are given in its place', async () => {
    const it = await world();
    const [ann, bob, carol] = [it.irc.person('ann'), it.irc.person('bob'), it.irc.person('carol')];
    await ann.says('#castle', '!settings set review.channel #castle');
    await ann.hears('#castle', /review\.channel/i);
    await ann.says('#castle', '!settings set core.prefix ? space');
    await ann.hears('#castle', /core\.prefix/i);
    await bob.says('#castle', 'buy my coins now');
    await carol.msg('castellan', 'report bob in:#castle he sells coins');
    await ann.hears('#castle', /\?review approve 1/);
  });

  test('people report in private or in the channel; an operator decides in a channel of staff', async () => {
    const it = await world();
    const [ann, bob, carol] = [it.irc.person('ann'), it.irc.person('bob'), it.irc.person('carol')];
    await ann.says('#castle', '!settings set review.channel #random');
    await ann.hears('#castle', /review\.channel/i);
    await ann.mode('#castle', '+o', 'castellan');
    await bob.says('#castle', 'buy my coins now');
    await carol.msg('castellan', 'report bob in:#castle he sells coins');
    await carol.isTold(/Thank you\. Staff will look at what bob did/);
    await carol.msg('castellan', 'report bob in:#nowhere he sells coins');
    await carol.isTold(/You are in no place called/);
    await ann.hears('#random', /approve 1 in:irc:\S+#castle/);
    await ann.says('#castle', '!review change 1 mute 10m enough of it');
    await ann.isTold(/Review 1: ann decided otherwise: mute for 10 min/);
    await ann.hears('#random', /Review 1: ann decided otherwise/);
    await carol.isTold(/Staff looked at what you reported in #castle, and did something/);
    await outcomeOf(bob.says('#castle', 'may I?'));
    await ann.hearsNothing('#castle', { like: /may I/ });
    await ann.says('#castle', '!case 1');
    await ann.hears('#castle', /mute of bob/i);
  });
});
