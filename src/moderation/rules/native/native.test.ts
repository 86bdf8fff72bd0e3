import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import { nativeLimits } from '../../../../test/support/native-limits.ts';
import type { NativeView } from '../../../core/native-rules.ts';
import { matchOf } from '../../../sandbox/discord/automod/matching.ts';
import { RuleBook } from '../book.ts';
import { Judge } from '../judge.ts';
import { RuleMemory } from '../memory.ts';
import { patternOf } from '../pattern.ts';
import { readSentence } from '../read-sentence.ts';
import { type NativePlan, planNatively, stepsTo } from './index.ts';
import { rustPattern } from './rust-pattern.ts';

const emptyView: NativeView = {
  standing: [],
  roles: [
    { id: '31', standing: 'moderator' },
    { id: '30', standing: 'administrator' },
  ],
  channels: [
    { id: '10', name: '#general' },
    { id: '11', name: '#bots' },
  ],
};
const parts = {
  limits: nativeLimits,
  isOurs: (name: string) => name.startsWith('ours'),
  nameOf: (numbers: readonly number[]) => `ours ${numbers.join(' ')}`,
};

const ruleOf = (sentence: string) => {
  const rule = readSentence(sentence);
  if (!rule.ok)
    throw new Error(`${sentence}: ${rule.error.key} ${JSON.stringify(rule.error.facts)}`);
  return rule.value;
};

const planOf = (sentences: readonly string[], view = emptyView): NativePlan =>
  planNatively(
    sentences.map((sentence, at) => ({
      ...{ number: at + 1, name: `r${at + 1}`, rule: ruleOf(sentence) },
    })),
    { ...parts, view },
  );

const said = 'a message or an edit';

describe('what the network can say', () => {
  test('words, with whom and where they let be, and what people are told', () => {
    const { rules, said: done } = planOf([
      `when ${said} says "Scam", "free  nitro", "crypto*" and it is not in #bots unless the author is at least a helper then delete it and ban because "Not here"`,
    ]);
    expect(rules).toEqual([
      {
        rule: {
          name: 'ours 1',
          look: { kind: 'words', words: ['scam', 'free nitro', 'crypto*'], patterns: [] },
          ...{ tells: 'Not here', sparedRoles: ['30', '31'], sparedChannels: ['11'] },
        },
        sources: [{ number: 1, looks: ['scam', 'free nitro', 'crypto*'] }],
      },
    ]);
    expect(done).toEqual([{ number: 1, name: 'r1', edits: false, missing: 0 }]);
  });

  test('small ones that spare and tell the same share one; others do not', () => {
    const { rules } = planOf([
      `when ${said} says "scam" then delete it and warn`,
      `when ${said} matches /buy \\w+ now/i then delete it and kick`,
      `when ${said} says "spam" then delete it because "No"`,
      `when ${said} has a link to bit.ly, t.co then delete it`,
    ]);
    expect(rules.map(({ rule }) => rule)).toMatchObject([
      {
        ...{ name: 'ours 1 2 4', tells: '' },
        look: {
          words: ['scam'],
          patterns: [
            '(?i-sm)buy [0-9A-Za-z_]+ now',
            '(?i-sm)https?://(?:[0-9a-z-]+\\.)*(?:bit\\.ly|t\\.co)(?:[/?#\\t\\n\\r >)]|$)',
          ],
        },
      },
      { name: 'ours 3', tells: 'No' },
    ]);
  });

  test('mentions, by how many are let be', () => {
    const { rules, left } = planOf([
      'when a message has at least 6 mentions then delete it and warn',
      'when a message has at least 9 mentions then delete it',
      'when a message has at least 60 mentions then delete it',
    ]);
    expect(rules.map(({ rule }) => rule.look)).toEqual([{ kind: 'mentions', most: 5 }]);
    expect(left.map(({ why }) => why)).toEqual(['full', 'number']);
  });

  test('of words those that fit; edits that only the network looks at are told', () => {
    const long = 'x'.repeat(61);
    expect(
      planOf([`when a message says "scam", "${long}", "18+ server", "a*b" then delete it`]).said,
    ).toEqual([{ number: 1, name: 'r1', edits: true, missing: 3 }]);
  });

  test.each([
    ['when a name says "scam" then kick', 'trigger'],
    ['when an edit says "scam" then delete it', 'trigger'],
    [`when ${said} says "scam" then warn`, 'stays'],
    [`when ${said} says "scam" then ask the moderators to delete it`, 'stays'],
    [`when ${said} says "scam" and has a link then delete it`, 'several'],
    [`when ${said} does not say "please" then delete it`, 'not'],
    [`when ${said} does not match /please/ then delete it`, 'not'],
    [`when ${said} says "scam" and it is in #general then delete it`, 'place'],
    ['when a message is in #general then delete it', 'place'],
    ['when a message and the author sent at least 5 messages within 10s then delete it', 'unlike'],
    [`when ${said} has at least 70% capitals then delete it`, 'unlike'],
    [`when ${said} has a link outside of example.org then delete it`, 'unlike'],
    [`when ${said} has at least 2 links then delete it`, 'number'],
    [`when ${said} says "18+ server" then delete it`, 'words'],
    [`when ${said} matches /${'x'.repeat(261)}/ then delete it`, 'pattern'],
    [`when ${said} matches /\\Qa.b\\E/ then delete it`, 'pattern'],
  ])('%s: left, because %s', (sentence, why) => {
    expect(planOf([sentence])).toMatchObject({ rules: [], left: [{ why }] });
  });

  test('more roles to spare than the network takes leave a rule to us', () => {
    const roles = Array.from({ length: 21 }, (_, at) => ({
      ...{ id: String(at), standing: 'moderator' as const },
    }));
    const view = { ...emptyView, roles };
    const sentence = `when ${said} says "scam" unless the author is at least a moderator then delete it`;
    expect(planOf([sentence], view).left).toMatchObject([{ why: 'roles' }]);
  });

  test('other people’s rules take their room; the first of ours get the rest', () => {
    const theirs = Array.from({ length: 5 }, (_, at) => ({
      ...{ id: `t${at}`, name: `theirs ${at}`, kind: 'words' as const },
    }));
    const ours = { id: 'o', name: 'ours 7', kind: 'words' as const };
    const view = { ...emptyView, standing: [...theirs, ours] };
    const { rules, left } = planOf(
      ['one', 'two', 'three'].map(
        (word) => `when ${said} says "${word}" then delete it because "${word}"`,
      ),
      view,
    );
    expect(rules.map(({ rule }) => rule.name)).toEqual(['ours 1']);
    expect(left.map(({ number, why }) => `${number} ${why}`)).toEqual(['2 full', '3 full']);
  });
});

describe('steps', () => {
  const standing = (plan: NativePlan) =>
    plan.rules.map(({ rule }, at) => ({
      id: `n${at}`,
      name: rule.name,
      kind: rule.look.kind,
      rule,
    }));

  test('what stands already, in whatever order, is let be', () => {
    const plan = planOf([
      `when ${said} says "scam", "spam" then delete it`,
      'when a message has at least 6 mentions then delete it',
    ]);
    const turned = standing(plan).map((one) => ({
      ...one,
      rule:
        one.rule.look.kind === 'words'
          ? { ...one.rule, look: { ...one.rule.look, words: one.rule.look.words.toReversed() } }
          : one.rule,
    }));
    expect(stepsTo(turned, plan.rules)).toMatchObject({ remove: [], change: [], make: [] });
  });

  test('rules of a kind become each other; the rest goes and comes', () => {
    const before = standing(planOf([`when ${said} says "scam" then delete it`]));
    const after = planOf([
      `when ${said} says "spam" then delete it`,
      'when a message has at least 6 mentions then delete it',
    ]);
    expect(stepsTo(before, after.rules)).toMatchObject({
      ...{ remove: [], stay: [], change: [{ id: 'n0' }] },
      make: [{ rule: { look: { kind: 'mentions' } } }],
    });
    expect(stepsTo(before, [])).toMatchObject({ remove: [{ id: 'n0' }], change: [], make: [] });
  });
});

describe('properties', () => {
  const word = fc.constantFrom(
    'scam',
    'free nitro',
    'crypto*',
    '*coin',
    '*porn*',
    'don’t',
    'ärger',
    'x1y2',
  );
  const because = fc.constantFrom('', ' because "No"', ' because "Never"');
  const sentence = fc.oneof(
    fc
      .tuple(fc.array(word, { minLength: 1, maxLength: 4 }), because)
      .map(
        ([words, why]) =>
          `when ${said} says ${words.map((one) => `"${one}"`).join(', ')} then delete it${why}`,
      ),
    fc
      .tuple(fc.integer({ min: 2, max: 60 }), because)
      .map(([least, why]) => `when a message has at least ${least} mentions then delete it${why}`),
    fc
      .tuple(fc.constantFrom('b[au]y', 'x+y', '\\d{3}'), because)
      .map(([pattern, why]) => `when ${said} matches /${pattern}/ then delete it${why}`),
    fc.constant('when a message has an attachment then delete it'),
  );

  test('every rule is said or left, once, and the limits hold', () => {
    fc.assert(
      fc.property(
        fc.array(sentence, { maxLength: 30 }),
        fc.integer({ min: 0, max: 6 }),
        (all, theirs) => {
          const standing = Array.from({ length: theirs }, (_, at) => ({
            ...{ id: `t${at}`, name: 'theirs', kind: 'words' as const },
          }));
          const plan = planOf(all, { ...emptyView, standing });
          const numbers = [...plan.said, ...plan.left].map(({ number }) => number);
          expect(numbers.toSorted((one, other) => one - other)).toEqual(all.map((_, at) => at + 1));
          const kinds = plan.rules.map(({ rule }) => rule.look);
          expect(kinds.filter(({ kind }) => kind === 'words').length + theirs).toBeLessThanOrEqual(
            6,
          );
          expect(kinds.filter(({ kind }) => kind === 'mentions').length).toBeLessThanOrEqual(1);
          for (const look of kinds)
            if (look.kind === 'words') expect(look.patterns.length).toBeLessThanOrEqual(10);
          expect(planOf(all, { ...emptyView, standing })).toEqual(plan);
        },
      ),
    );
  });

  const token = fc.constantFrom(
    ...[
      'scam',
      'Scam',
      'scams',
      'free',
      'nitro',
      'FREE NITRO',
      'cryptography',
      'bitcoin',
      'coins',
      'xpornx',
      'don’t',
    ],
    ...[
      'ÄRGER',
      'x1y2',
      'buy',
      'bay',
      'xxy',
      '123',
      '!',
      ',',
      '.',
      'hello',
      '<@1>',
      '<@2>',
      '<@3>',
      '\n',
      'ｓｃａｍ',
    ],
    ...[
      'https://discord.gg/abc',
      'discord.gg/x',
      'https://bit.ly/1',
      'http://www.t.co',
      'https://example.org',
    ],
  );
  const text = fc.array(token, { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
  const asked = fc.oneof(
    sentence,
    fc.constantFrom(
      `when ${said} has an invite then delete it`,
      `when ${said} has a link then delete it`,
      `when ${said} has a link to bit.ly, t.co then delete it`,
    ),
  );

  test('nothing is kept back that our own rule does not hold for', () => {
    fc.assert(
      fc.property(asked, text, (one, what) => {
        const [planned] = planOf([one]).rules;
        const look = planned?.rule.look;
        const native = look && {
          ...{
            id: '1',
            name: '',
            creatorId: '',
            eventType: 1,
            allowed: [],
            presets: [],
            actions: [],
          },
          ...{ raidProtection: false, enabled: true, exemptRoles: [], exemptChannels: [] },
          triggerType: look.kind === 'words' ? 1 : 5,
          words: look.kind === 'words' ? look.words : [],
          patterns: look.kind === 'words' ? look.patterns : [],
          mentionLimit: look.kind === 'mentions' ? look.most : 0,
        };
        if (!native || !matchOf(native, what)) return;
        const rule = { number: 1, name: 'r1', mode: 'live' as const, rule: ruleOf(one) };
        const author = { id: 'a', standing: 'member', hasRole: false, identified: true } as const;
        const fired = new Judge(new RuleMemory()).judge(
          new RuleBook([rule]),
          {
            ...{ on: 'message', text: what, space: 's', channel: 'c', channelName: '#general' },
            ...{ author, files: [] },
          },
          0,
        );
        expect(fired, `${one}\n${what}`).toHaveLength(1);
      }),
      { numRuns: 1000 },
    );
  });

  const atom = fc.constantFrom(
    ...[
      'a',
      'Z',
      'é',
      '.',
      '\\d',
      '\\w',
      '\\s',
      '\\W',
      '\\b',
      '^',
      '$',
      '[^a-c]',
      '[\\w.-]',
      '[]a]',
      '[a&&b]',
    ],
    ...[
      '[[]',
      '[+--]',
      '[--a]',
      '(?:',
      ')',
      '(?P<n>',
      '|',
      '*',
      '?',
      '{2}',
      '{',
      '}',
      ']',
      '\\.',
      '\\/',
      '\\pL',
      '#',
    ],
  );

  test('a pattern in Rust’s syntax means what ours means, as far as RE2 can read it', () => {
    const texts = ['a', 'aZ', 'é9', 'a-b', '[a]', '{2}', 'a&&b', '+,-', 'Z_9 .', 'a\nb', '/#', ']'];
    fc.assert(
      fc.property(
        fc.array(atom, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('', 'i', 's', 'm'),
        (all, flags) => {
          const ours = patternOf(all.join(''), flags);
          const rust = rustPattern(all.join(''), flags);
          if (!ours.ok || rust === undefined) return;
          const read = RE2JS.compile(rust.replaceAll('(?-u:\\b)', '\\b'));
          for (const one of texts)
            expect(read.test(one), `${rust}: ${one}`).toBe(
              ours.value.find(one, () => one.toLowerCase()) !== undefined,
            );
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['\\w+\\b', '(?-ism)[0-9A-Za-z_]+(?-u:\\b)'],
    ['[\\w&~[-]', '(?-ism)[0-9A-Za-z_\\&\\~\\[\\-]'],
    ['a{,3}\\/', '(?-ism)a\\{,3\\}/'],
    ['(?P<n>x)', '(?-ism)(?:x)'],
  ])('%s becomes %s', (ours, rust) => {
    expect(rustPattern(ours, '')).toBe(rust);
  });

  test.each(['\\Qa\\E', 'a\\B', '\\101', '(?i)*a'])('%s cannot be said', (ours) => {
    expect(rustPattern(ours, '')).toBeUndefined();
  });
});
