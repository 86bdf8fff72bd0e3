import { describe, expect, test } from 'vitest';
import { fakePlatform, castle, direct, person } from '../../../test/support/bench-of-commands.ts';
import { settingsBench } from '../../../test/support/settings-bench.ts';
import { manualClock } from '../../base/clock.ts';
import { communityId, spaceId } from '../../base/ids.ts';
import { memoryLog } from '../../base/log.ts';
import { seededRandom } from '../../base/random.ts';
import { ok } from '../../base/result.ts';
import { alerts } from '../../core/alerts/alerts.ts';
import type { Case, WholeCase } from '../../core/cases/case.ts';
import { textBook } from '../../core/texts/texts.ts';
import { fine } from '../../moderation/ai/index.ts';
import { aiMod } from '../../modules/ai-mod/index.ts';
import { aiHere, rulesIn } from './here.ts';
import { learningOf } from './learning.ts';
import { addressAt } from './models.ts';
import { Notices } from './notices.ts';
import { SaidBefore, withoutNames } from './said-before.ts';
import { aiSettings } from './settings.ts';

const space = spaceId('irc:libera:#castle');

async function bench() {
  const [clock, log] = [manualClock(), memoryLog()];
  const { settings } = await settingsBench({ clock, log, random: seededRandom(1) });
  settings.declare(aiSettings);
  const texts = textBook();
  if (aiMod.texts) texts.add(aiMod.texts);
  const platform = { ...fakePlatform(), fails: false, said: [] as string[] };
  platform.say = (_where, card) => {
    if (platform.fails) return Promise.reject(new Error('no voice'));
    platform.said.push(card.say ?? '');
    return Promise.resolve({});
  };
  const kept = new Map<string, string>();
  const told = alerts({ clock, log });
  const open = () =>
    new Notices({
      ...{ settings, texts, alerts: told, platformOf: () => platform, log },
      keep: { load: (name) => kept.get(name), save: (name, text) => void kept.set(name, text) },
    });
  const set = async (name: string, typed: string, scope: Parameters<typeof settings.write>[1]) => {
    expect((await settings.write(name, scope, typed, 'test')).ok).toBe(true);
  };
  return { settings, platform, told, open, set };
}

describe('the notice', () => {
  test('is given once a space and host, also over a restart; another host is told of anew', async () => {
    const { open, platform, set } = await bench();
    await set('ai.url', 'https://one.example/v1', 'instance');
    const notices = open();
    expect(notices.wasGiven(castle)).toBe(false);
    expect(await notices.give(castle)).toBe(true);
    expect(open().wasGiven(castle)).toBe(true);
    expect(platform.said[0]).toMatch(/a language model at one\.example looks/);

    await set('ai.url', 'https://two.example/v1', `space:${space}`);
    expect(notices.wasGiven(castle)).toBe(false);
    await notices.give(castle);
    expect(platform.said[1]).toContain('two.example');
    notices.forget(space);
    expect(open().wasGiven(castle)).toBe(false);
  });

  test('that cannot be said is not given, and staff hear of it', async () => {
    const { open, platform, told } = await bench();
    platform.fails = true;
    const notices = open();

    expect(await notices.give(castle)).toBe(false);
    expect(notices.wasGiven(castle)).toBe(false);
    expect(told.recent()[0]?.text.key).toBe('ai.alert.unnoticed');
    expect(await notices.give(direct)).toBe(false);
  });
});

test('the key of a wider layer goes to no address of a narrower one, and only the instance’s may be local', async () => {
  const { settings, set } = await bench();
  await set('ai.url', 'http://127.0.0.1:11434/v1', 'instance');
  await set('ai.key', 'sk-owner', 'instance');
  expect(addressAt(settings, castle)).toMatchObject({ keyFrom: 'instance', mayBeLocal: true });

  await set('ai.url', 'https://evil.example/v1', `space:${space}`);
  const named = addressAt(settings, castle);
  expect(named).toMatchObject({ url: 'https://evil.example/v1', mayBeLocal: false });
  expect(named.keyFrom).toBeUndefined();
  await set('ai.key', 'sk-own', `channel:${castle.channel}`);
  expect(addressAt(settings, castle).keyFrom).toBe(`channel:${castle.channel}`);
});

test('channels can be left out, and have rules of their own', async () => {
  const { settings, set } = await bench();
  const here = aiHere(settings);
  await set('ai.mode', 'act', 'instance');
  await set('ai.autoWarn', '90', 'instance');
  await set('ai.rules', 'Be kind. | No horses.', `channel:${castle.channel}`);
  await set('ai.keywords', 'free nitro', 'instance');
  expect(here(castle)).toMatchObject({
    ...{ mode: 'act', rules: ['Be kind.', 'No horses.'] },
    policy: { automatic: { WARN: 0.9 } },
  });
  expect(here(castle).saysKeyword('fr33 n1tro')).toBe(true);
  expect(here(castle).saysKeyword('nothing')).toBe(false);
  await set('ai.mode', 'off', `channel:${castle.channel}`);
  expect(here(castle).mode).toBe('off');
  expect(rulesIn(' \n ')).toHaveLength(7);
});

test('nonsense is refused: half a confidence, an address with a password', async () => {
  const { settings } = await bench();
  for (const [name, typed] of [
    ['ai.autoWarn', '20'],
    ['ai.url', 'https://ann:secret@host.example/'],
    ['ai.url', 'ftp://host.example'],
    ['ai.key', 'two words'],
  ] as const)
    expect((await settings.write(name, 'instance', typed, 'test')).ok).toBe(false);
});

test('names stay here: people are letters, the author is A', () => {
  const before = new SaidBefore();
  before.add('c', 'bob', 'hello');
  before.add('c', 'ann', 'hi bob');
  before.add('c', 'eve', 'hm');
  const lines = before.add('c', 'ann', 'you idiot');

  expect(withoutNames(lines, 'ann', 3)).toEqual([
    { author: 'B', text: 'hello' },
    { author: 'A', text: 'hi bob' },
    { author: 'C', text: 'hm' },
  ]);
  expect(withoutNames(lines, 'ann', 0)).toEqual([]);
  expect(before.forget('ann')).toBe(2);
});

describe('what is learned from cases', () => {
  const base = { kind: 'warn', state: 'open', via: 'chat', by: 'irc:x', reason: 'Spam' } as const;
  const learnedFrom = async (cases: readonly Partial<Case>[]) => {
    const whole = cases.map((one, at) => ({ ...base, number: at + 1, ...one })) as WholeCase[];
    const learn = learningOf({
      store: { samples: () => Promise.resolve([{ text: 'decided', label: fine }]) },
      book: {
        history: () => Promise.resolve(whole),
        whole: ({ number }) =>
          Promise.resolve(
            ok({
              ...whole[number - 1],
              evidence: [
                { atMs: 0, channel: '#c', author: person('bob').id, text: 'before' },
                { atMs: 1, channel: '#c', author: person('bob').id, text: `said ${number}` },
              ],
            } as unknown as WholeCase),
          ),
      },
    });
    return learn(communityId('irc:libera:#castle'));
  };

  test('is what people did, and what was overturned; nothing that a program did alone', async () => {
    const ending = { how: 'overturned', by: 'irc:x', atMs: 1 } as const;
    expect(
      await learnedFrom([
        {},
        { rule: '3' },
        { via: 'ai', by: 'rule:ai' },
        { via: 'rule', by: 'rule:3', state: 'ended', ending },
        { via: 'ai', by: 'rule:ai', state: 'ended', ending },
        { state: 'failed' },
      ]),
    ).toEqual([
      { text: 'decided', label: fine },
      { text: 'said 1', label: 'Spam' },
      { text: 'said 2', label: '3' },
      { text: 'said 4', label: fine },
      { text: 'said 5', label: fine },
    ]);
  });
});
