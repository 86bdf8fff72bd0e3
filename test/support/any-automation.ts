import fc from 'fast-check';
import type {
  Automation,
  AutomationAction,
  AutomationCondition,
  AutomationTrigger,
} from '../../src/core/automation.ts';

const text = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((one) => one.trim() !== '' && !/[{%]/.test(one));
const word = fc.stringMatching(/^[a-z]{2,12}$/);
const emoji = fc.constantFrom('👍', '✅', '<:party:123456789012345678>', ':party:');
const channel = fc.stringMatching(/^#[a-z]{2,10}$/);
const role = fc
  .tuple(text, fc.option(fc.stringMatching(/^[1-9]\d{16}$/), { nil: undefined }))
  .map(([name, id]) => ({ name: name.replace(/^@+/, 'x'), ...(id !== undefined && { id }) }));
const seconds = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((count) => count * 1000);

const withMessage: fc.Arbitrary<AutomationTrigger> = fc.oneof(
  fc.constant({ kind: 'message' } as const),
  fc.record({
    kind: fc.constant('says' as const),
    words: fc.array(word, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    ...{ kind: fc.constant('matches' as const), flags: fc.constantFrom('', 'i') },
    source: fc.constantFrom('free/nitro', 'a+b', '\\d{3}', '"x"'),
  }),
  fc.record({ kind: fc.constant('command' as const), name: word }),
  fc.record(
    {
      ...{ kind: fc.constant('reaction' as const), added: fc.boolean(), emoji },
      message: fc.stringMatching(/^[1-9]\d{16}$/),
    },
    { requiredKeys: ['kind', 'added', 'message'] },
  ),
);

const condition: fc.Arbitrary<AutomationCondition> = fc.oneof(
  fc.record({
    ...{ kind: fc.constant('channel' as const), not: fc.boolean() },
    channels: fc.array(channel, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('role' as const), not: fc.boolean(), role }),
  fc.record({
    ...{ kind: fc.constant('rank' as const), not: fc.boolean() },
    least: fc.constantFrom('helper' as const, 'moderator' as const, 'administrator' as const),
  }),
  fc.record({ kind: fc.constant('age' as const), not: fc.boolean(), underMs: seconds(1, 1e6) }),
  fc.record({ kind: fc.constant('registered' as const), not: fc.boolean() }),
  fc.record({
    ...{ kind: fc.constant('platform' as const), not: fc.boolean() },
    platform: fc.constantFrom('discord' as const, 'irc' as const),
  }),
  fc.record({ kind: fc.constant('chance' as const), percent: fc.integer({ min: 1, max: 100 }) }),
  fc.record({
    ...{ kind: fc.constant('cooldown' as const), withinMs: seconds(1, 86_400) },
    per: fc.constantFrom('person' as const, 'channel' as const, 'everyone' as const),
  }),
);

const action: fc.Arbitrary<AutomationAction> = fc.oneof(
  fc.record(
    { kind: fc.constant('say' as const), text, channel },
    { requiredKeys: ['kind', 'text'] },
  ),
  fc.record({ kind: fc.constant('reply' as const), text }),
  fc.record({ kind: fc.constant('tell' as const), text }),
  fc.record({ kind: fc.constant('role' as const), give: fc.boolean(), role }),
  fc.record({
    ...{ kind: fc.constant('mode' as const), give: fc.boolean() },
    mode: fc.constantFrom('voice' as const, 'op' as const),
  }),
  fc.record({ kind: fc.constant('react' as const), emoji }),
  fc.constant({ kind: 'delete' } as const),
);

/** Any automation about messages, and those about clocks and people that only speak. */
export const anyAutomation: fc.Arbitrary<Automation> = fc.oneof(
  fc.record({
    on: withMessage,
    when: fc.array(condition, { maxLength: 4 }),
    then: fc.array(action, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    on: fc.constantFrom<AutomationTrigger>(
      { kind: 'join' },
      { kind: 'leave' },
      { kind: 'rename' },
      { kind: 'boost' },
      { kind: 'cron', fields: '0 9 * * 1' },
      { kind: 'every', everyMs: 7_200_000 },
      { kind: 'once', moment: '2027-01-31 20:00' },
    ),
    when: fc.constant([]),
    then: fc.tuple(fc.record({ kind: fc.constant('say' as const), text, channel })),
  }),
);
