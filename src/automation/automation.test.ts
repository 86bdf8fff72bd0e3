import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyAutomation } from '../../test/support/any-automation.ts';
import { manualClock } from '../base/clock.ts';
import { actorId, channelOn, connectionId, messageId, spaceId } from '../base/ids.ts';
import { seededRandom } from '../base/random.ts';
import type { Actor } from '../core/actor.ts';
import type { Place } from '../core/event.ts';
import {
  AutomationJudge,
  type Occasion,
  english,
  fits,
  french,
  readSentence,
  sentenceOf,
} from './index.ts';

const connection = connectionId('discord');
const where: Place = {
  ...{ connection, platform: 'discord', channel: channelOn(connection, '1') },
  ...{ space: spaceId('discord:9'), name: '#general', spaceName: 'Castle' },
};
const ann: Actor = {
  ...{ id: actorId('discord:1'), name: 'ann', mention: '<@1>', native: '1', bot: false },
  ...{ standing: 'member', roles: ['77'], identified: true },
};
const said = (text: string, more: Partial<Occasion> = {}): Occasion => ({
  ...{ on: 'message', where, actor: ann, text, message: messageId('5') },
  ...more,
});
function read(sentence: string) {
  const automation = readSentence(sentence);
  if (!automation.ok)
    throw new Error(`${automation.error.key} ${JSON.stringify(automation.error.facts)}`);
  return automation.value;
}

describe('a sentence', () => {
  test('is kept so that it says the same when it is read again', () => {
    fc.assert(
      fc.property(anyAutomation, (automation) => {
        const sentence = sentenceOf(automation, english);
        expect(read(sentence)).toEqual(automation);
        expect(sentenceOf(automation, french)).not.toBe('');
      }),
    );
  });

  test.each([
    [
      'when a member boosts then say "hi" in #hall',
      'when someone boosts the server then say "hi" in #hall',
    ],
    ['if somebody joins then say "hi" in #hall', 'when someone joins then say "hi" in #hall'],
    [
      'when any reaction is added to https://discord.com/channels/1/2/345 then tell "thanks"',
      'when a reaction is added to message 345 then tell the person "thanks"',
    ],
    [
      'when command !Rules then reply "Be kind"',
      'when someone gives the command "rules" then reply "Be kind"',
    ],
    ['when every 2 hours then say "x"', 'when another 2h has passed then say "x"'],
    [
      'when a message says "a b" or "cd" and the account is older than 7 days then delete it',
      'when a message says "a b", "cd" and the account is at least 7d old then delete the message',
    ],
    [
      'when someone gives the command "x" then give the role <@&123>',
      'when someone gives the command "x" then give the role "<@&123>" (123)',
    ],
  ])('%s is understood', (typed, kept) => {
    expect(sentenceOf(read(typed), english)).toBe(kept);
  });

  test.each([
    ['when pigs fly then say "x"', 'automation.sentence.expected'],
    ['when someone joins', 'automation.sentence.expected'],
    ['when someone joins then dance', 'automation.sentence.expected'],
    ['when someone joins then say "x', 'automation.sentence.open'],
    ['when someone joins then reply "x"', 'automation.sentence.no-message'],
    ['when it is "0 9 * * 1" then tell "x"', 'automation.sentence.nobody'],
    [
      'when it is "0 9 * * 1" and the person is registered then say "x"',
      'automation.sentence.nobody',
    ],
    ['when it is "every day" then say "x"', 'cron.fields'],
    ['when it is 2027-02-31 20:00 then say "x"', 'automation.sentence.once'],
    ['when another 5s has passed then say "x"', 'automation.sentence.every'],
    ['when a message matches /(/ then delete it', 'automod.pattern.bad'],
    ['when a message says "a" then delete it', 'automation.sentence.words'],
    ['when a message is said and with a chance of 0% then delete it', 'automation.sentence.chance'],
    ['when command "a/b" then reply "x"', 'automation.sentence.command'],
    ['when someone joins then say "  "', 'automation.sentence.empty'],
  ])('%s is refused: %s', (typed, key) => {
    expect(readSentence(typed)).toMatchObject({ ok: false, error: { key } });
  });
});

describe('what begins an automation', () => {
  test.each([
    ['says "help"', 'Help!', true],
    ['says "help"', 'helpful', false],
    ['says "help*"', 'helpful', true],
    ['says "how do i join"', 'so HOW DO I JOIN?', true],
    ['says "yes", "no"', 'oh no', true],
    ['matches /b\\d+/i', 'room B12', true],
    ['matches /b\\d+/i', 'room C', false],
  ])('a message %s: "%s" is %s', (asked, text, expected) => {
    const { on } = read(`when a message ${asked} then delete it`);
    expect(fits(on, said(text))).toBe(expected);
  });

  test('a reaction on that message, with or without the variation sign, and of a name', () => {
    const { on } = read('when a reaction ❤️ is added to message 5 then tell "x"');
    const custom = read('when a reaction <:party:123> is removed from message 5 then tell "x"').on;

    expect(fits(on, said('', { on: 'reaction', emoji: '❤' }))).toBe(true);
    expect(fits(on, said('', { on: 'reaction', emoji: '👍' }))).toBe(false);
    expect(fits(on, said('', { on: 'reaction', emoji: '❤', message: messageId('6') }))).toBe(false);
    expect(fits(custom, said('', { on: 'reaction-removed', emoji: ':party:' }))).toBe(true);
    expect(fits(custom, said('', { on: 'reaction', emoji: ':party:' }))).toBe(false);
  });
});

describe('conditions', () => {
  function asked(conditions: string) {
    const clock = manualClock();
    const judge = new AutomationJudge({ clock, random: seededRandom(3) });
    const automation = read(`when a message is said and ${conditions} then delete it`);
    const one = { key: 'k', automation };
    return {
      clock,
      holds: (occasion = said('x')) => judge.judge(one, occasion).holds,
      begin: (occasion = said('x')) => judge.began(one, occasion),
    };
  }

  test.each([
    ['it is in #general', true],
    ['it is in #other, general', true],
    ['it is not in #general', false],
    ['it is on discord', true],
    ['it is not on discord', false],
    ['the person has the role "Reader" (77)', true],
    ['the person does not have the role "Reader" (77)', false],
    ['the person has the role "Reader" (78)', false],
    ['the person is at least a helper', false],
    ['the person is below a helper', true],
    ['the person is registered', true],
    ['the account is younger than 7d', false],
    ['the account is at least 7d old', false],
    ['with a chance of 100%', true],
  ])('%s: %s', (condition, expected) => {
    expect(asked(condition).holds()).toBe(expected);
  });

  test('the age of an account, where it is told', () => {
    const day = 86_400_000;
    expect(asked('the account is younger than 7d').holds(said('x', { ageMs: 6 * day }))).toBe(true);
    expect(asked('the account is at least 7d old').holds(said('x', { ageMs: 7 * day }))).toBe(true);
  });

  test('a cooldown counts for each person or channel from when it ran, and asking uses nothing up', async () => {
    const { holds, begin, clock } = asked('at most once in 30s per person');
    const bob = said('x', { actor: { ...ann, id: actorId('discord:2') } });
    expect([holds(), holds()]).toEqual([true, true]);
    begin();
    expect([holds(), holds(bob)]).toEqual([false, true]);
    await clock.advance(30_000);
    expect(holds()).toBe(true);
  });

  test('a chance of one in four holds about so often', () => {
    const { holds } = asked('with a chance of 25%');
    const count = Array.from({ length: 1000 }, () => holds()).filter(Boolean).length;
    expect(count).toBeGreaterThan(200);
    expect(count).toBeLessThan(300);
  });
});
