import { afterEach, describe, expect, test } from 'vitest';
import { type TestWorld, sandbox } from '../../../src/testing/index.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function world(): Promise<TestWorld> {
  const made = await sandbox({});
  stops.push(() => made.stop());
  return made;
}

/** The sum in a question, as a person works it out. */
const sumIn = (text: string): string => {
  const [, one, other] = /How much is (\d+) \+ (\d+)/.exec(text) ?? [];
  return String(Number(one) + Number(other));
};

/** Castle with a channel for members alone, and the gate on. */
async function gated(...more: readonly string[]) {
  const it = await world();
  const { guild } = it.discord;
  guild.addChannel('members', { onlyFor: ['Member'] });
  const ann = it.discord.member('ann');
  for (const line of [`gate.role ${guild.roleId('Member')}`, 'gate.mode on', ...more]) {
    await ann.say('#staff', `!settings set ${line}`);
    await ann.hears('#staff', new RegExp(line.split(' ')[0]!.replace('.', '\\.')), {
      withinMs: 15_000,
    });
  }
  return { it, ann, newcomer: it.discord.member('newbie') };
}

describe('the gate on a simulated Discord', { timeout: 60_000 }, () => {
  test('who comes in presses the button, answers, and is let in; who comes back is not asked again', async () => {
    const { it, ann, newcomer } = await gated();
    await newcomer.joins();
    const hello = await newcomer.isTold(/Welcome to Castle! Before you can take part/);
    await expect(newcomer.say('#members', 'hello?')).rejects.toThrow();
    await newcomer.press(hello, 'Let me in');
    const { fields } = await newcomer.isAsked();
    const question = fields[0]?.label ?? '';
    await newcomer.submit({ [question]: 'no idea' });
    await newcomer.isTold(/That was not it \(2 tries left\)/);
    await it.advance('6s');
    await newcomer.press(hello, 'Let me in');
    const again = (await newcomer.isAsked()).fields[0]?.label ?? '';
    await newcomer.submit({ [again]: ` ${sumIn(again)}. ` });
    await newcomer.isTold(/Welcome to Castle: you are in/);
    await newcomer.say('#members', 'here I am');
    await ann.say('#staff', '!gate');
    await ann.hears('#staff', /The gate is on.*1 passed/s);
    await ann.say('#staff', '!kick @newbie');
    await ann.hears('#staff', /newbie is out/i);
    await newcomer.joins();
    await expect
      .poll(
        () =>
          newcomer.say('#members', 'back').then(
            () => 'said',
            () => 'no',
          ),
        { timeout: 10_000 },
      )
      .toBe('said');
    expect(it.discord.guild.banned).toEqual([]);
  });

  test('three wrong answers send out where that is set; who does not answer in time goes, too; staff let in', async () => {
    const { it, ann, newcomer } = await gated(
      'gate.failure kick',
      'gate.late kick',
      'gate.withinMs 10m',
      'gate.questions "Who guards the castle = Castellan / the bot"',
    );
    await ann.say('#general', '!gate post');
    const post = await ann.hears('#general', /Welcome to Castle.*Press the button/s);
    await newcomer.joins();
    for (const answer of ['a dragon', 'nobody', 'the king']) {
      await newcomer.press(post, 'Let me in');
      await newcomer.isAsked();
      await newcomer.submit({ 'Who guards the castle': answer });
      await newcomer.isTold(/That was not it|The gate: 3 wrong answers/);
      await it.advance('6s');
    }
    await ann.say('#staff', '!case list');
    await ann.hears('#staff', /kick.*newbie/is);
    await expect(newcomer.say('#general', 'hello?')).rejects.toThrow();

    const [slow, friend] = [it.discord.member('slow'), it.discord.member('friend')];
    await slow.joins();
    await friend.joins();
    await friend.isTold(/Welcome to Castle!/);
    await ann.say('#staff', '!gate pass @friend');
    await ann.hears('#staff', /friend is let in/);
    await friend.say('#members', 'thanks');
    await it.advance('11m');
    await expect
      .poll(
        () =>
          slow.say('#general', 'late').then(
            () => 'there',
            () => 'out',
          ),
        { timeout: 15_000, interval: 300 },
      )
      .toBe('out');
    await friend.say('#members', 'still here');
  });
});

describe('the gate on a simulated IRC network', { timeout: 60_000 }, () => {
  test('who comes in is asked in private, and has voice once he has answered', async () => {
    const it = await world();
    const [ann, newcomer] = [it.irc.person('ann'), it.irc.person('newbie')];
    await ann.mode('#castle', '+o', 'castellan');
    await ann.mode('#castle', '+m');
    await ann.says('#castle', '!settings set gate.mode on');
    await ann.hears('#castle', /gate\.mode/);
    await newcomer.join('#castle');
    const hello = await newcomer.isTold(/Welcome to #castle!.*How much is/);
    expect(await newcomer.says('#castle', 'hello?')).toMatchObject({ ok: false });
    await newcomer.msg('castellan', 'verify in:#castle 99');
    const wrong = await newcomer.isTold(/That was not it/);
    const question = await newcomer.isTold(/How much is/);
    expect(`${hello.text} ${wrong.text}`).toMatch(/How much|not it/);
    await newcomer.msg('castellan', `verify in:#castle ${sumIn(question.text)}`);
    await newcomer.isTold(/Welcome to #castle: you are in/);
    expect(await newcomer.says('#castle', 'thanks')).toMatchObject({ ok: true });
  });
});
