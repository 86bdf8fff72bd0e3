import fc from 'fast-check';
import type { Act, Proposed, Rule } from '../../src/moderation/rules/index.ts';

type Condition = Rule['when'][number];

const least = fc.integer({ min: 1, max: 32 });
const whileMs = fc.integer({ min: 1, max: 10_000_000 });
const word = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).map((text) => `ab${text}c`);
const name = fc.stringMatching(/^[#a-z][a-z0-9.-]{1,12}[a-z0-9]$/).filter((one) => one !== 'or');

const condition: fc.Arbitrary<Condition> = fc.boolean().chain((not) =>
  fc.oneof(
    fc.record({
      ...{ kind: fc.constant('count' as const), not: fc.constant(not) },
      of: fc.constantFrom(
        'link',
        'invite',
        'mention',
        'emoji',
        'attachment',
        'line',
        'stacked mark',
      ),
      least,
    }),
    fc.record({
      ...{ kind: fc.constant('capitals' as const), not: fc.constant(not) },
      leastPercent: fc.integer({ min: 1, max: 100 }),
    }),
    fc.record({
      ...{ kind: fc.constant('words' as const), not: fc.constant(not) },
      words: fc.array(word, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      ...{ kind: fc.constant('regex' as const), not: fc.constant(not) },
      source: fc.constantFrom('a/b', 'x\\\\/y+', '[/"]+z', '(?:buy|sell) \\d+'),
      flags: fc.constantFrom('', 'i', 'is'),
    }),
    fc.record({
      ...{ kind: fc.constant('domains' as const), not: fc.constant(not) },
      which: fc.constantFrom('to', 'outside'),
      domains: fc.array(
        name.map((one) => `x${one.replace('#', '')}.org`),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    fc.record({
      ...{ kind: fc.constant('files' as const), not: fc.constant(not) },
      extensions: fc.array(fc.constantFrom('exe', 'scr', 'bat'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      ...{ kind: fc.constant('age' as const), not: fc.constant(not) },
      underMs: whileMs,
    }),
    fc.record({
      kind: fc.constantFrom('no-role', 'unregistered'),
      not: fc.constant(not),
    }),
    fc.record({ kind: fc.constant('heat' as const), not: fc.constant(not), least }),
    fc.record({
      ...{ kind: fc.constant('channels' as const), not: fc.constant(not) },
      channels: fc.array(name, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      ...{ kind: fc.constant('window' as const), not: fc.constant(false) },
      of: fc.constantFrom('message', 'duplicate', 'near-duplicate', 'shout', 'link', 'line'),
      ...{ least, withinMs: whileMs, by: fc.constantFrom('author', 'channel') },
    }),
  ),
);

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>(
    { kind: 'delete' },
    { kind: 'warn' },
    { kind: 'kick' },
    { kind: 'ban' },
    { kind: 'tell' },
  ),
  fc.record({ kind: fc.constantFrom('mute', 'ban'), forMs: whileMs }),
  fc.record({ kind: fc.constant('heat' as const), amount: least }),
);

const proposed: fc.Arbitrary<Proposed> = fc.oneof(
  fc.constantFrom<Proposed>(
    { kind: 'delete' },
    { kind: 'warn' },
    { kind: 'kick' },
    { kind: 'ban' },
  ),
  fc.record({ kind: fc.constantFrom('mute', 'ban'), forMs: whileMs }),
);

/** What moderators are asked is all that follows, so it comes last. */
const acts: fc.Arbitrary<readonly Act[]> = fc
  .tuple(
    fc.array(act, { minLength: 1, maxLength: 3 }),
    fc.option(fc.array(proposed, { maxLength: 2 })),
  )
  .map(([done, proposes]) =>
    proposes === null ? done : [...done, { kind: 'review' as const, proposes }],
  );

/** Any rule that can be said. */
export const anyRule: fc.Arbitrary<Rule> = fc.record(
  {
    on: fc.constant<Rule['on']>(['message']),
    when: fc.array(condition, { minLength: 1, maxLength: 5 }),
    then: acts,
    spares: fc.constantFrom<NonNullable<Rule['spares']>>('helper', 'moderator', 'communityOwner'),
    because: fc.string({ unit: 'binary', maxLength: 30 }),
  },
  { requiredKeys: ['on', 'when', 'then'] },
);
