import { describe, expect, test } from 'vitest';
import { bench, castle, direct, person } from '../../../test/support/bench-of-commands.ts';
import {
  type Audited,
  defineCommand,
  defineModule,
  defineTexts,
  actor,
  integer,
  ok,
  optional,
  refuse,
  rest,
} from '../../sdk/index.ts';

const ann = person('ann');
const op = person('op', { standing: 'administrator' });

const greet = defineCommand({
  name: 'greet',
  aliases: ['hi'],
  category: 'basics',
  args: { who: actor(), times: optional(integer({ min: 1, max: 3 })) },
  run: ({ args }) => ok({ who: args.who.name, times: args.times ?? 1 }),
  show: ({ who, times }, say) => ({
    say: say('greet.done', { who, times }),
    aside: times > 1 && 'psst',
  }),
});

const secret = defineCommand({
  name: 'vault open',
  category: 'basics',
  capability: 'vault.open',
  where: 'space',
  args: {},
  run: () => ok('open'),
  show: (text) => text,
});

const broken = defineCommand({
  name: 'broken',
  category: 'basics',
  args: { text: optional(rest()) },
  run: () => {
    throw new Error('wires crossed');
  },
  show: () => 'never',
});

const picky = defineCommand({
  name: 'picky',
  category: 'basics',
  args: {},
  run: () => refuse('picky.no', {}),
  show: () => 'never',
});

const counter = defineCommand({
  name: 'counter',
  category: 'basics',
  args: {},
  run: () => ok(0),
  show: (count) => ({
    say: `count ${count}`,
    actions: [[{ kind: 'button', id: 'more', label: 'More' }]],
  }),
  press: (_pressed, count) => (count < 2 ? ok(count + 1) : refuse('picky.no')),
});

/** What else happens while the lever is pulled. */
let onPull: (() => Promise<void>) | undefined;

/** Changes something for others, by a button that fails when it is pressed a second time. */
const lever = defineCommand({
  name: 'lever',
  category: 'basics',
  capability: 'lever.pull',
  args: {},
  run: () => ok(0),
  show: (count) => ({
    say: `pulled ${count}`,
    actions: [[{ kind: 'button', id: 'pull', label: 'Pull' }]],
  }),
  async press(_pressed, count) {
    await onPull?.();
    if (count > 0) throw new Error('it came off');
    return ok(count + 1);
  },
});

const words = {
  'greet.done': '{who} is greeted {times, plural, one {once} other {# times}}',
  'picky.no': 'Not today',
};
const kit = defineModule({
  name: 'kit',
  version: '1.0.0',
  commands: [greet, secret, broken, picky, counter, lever],
  capabilities: [
    { name: 'vault.open', least: 'administrator', text: 'Open it.' },
    { name: 'lever.pull', least: 'administrator', text: 'Pull it.' },
  ],
  texts: defineTexts({ en: words, fr: { ...words, 'picky.no': 'Pas aujourd’hui' } }),
});

async function hall(options: Parameters<typeof bench>[1] = {}) {
  const made = await bench([kit], options);
  made.platform.people = [ann, op];
  return made;
}

describe('what is a command', () => {
  test.each([
    ['after the prefix', '!greet op', {}],
    ['whatever its case', '!GREET op', {}],
    ['by an alias', '!hi op', {}],
    ['after the name of the bot', 'castellan: greet op', { addressed: 'greet op' }],
    ['after the name and the prefix', 'castellan: !greet op', { addressed: '!greet op' }],
    ['in direct talk without a prefix', 'greet op', { where: direct }],
  ])('a line %s', async (_how, text, more) => {
    const { says, heard } = await hall();

    await says(ann, text, more);

    expect(heard()).toEqual(['op is greeted once']);
  });

  test.each([
    ['ordinary talk', 'greet op'],
    ['the prefix alone', '!'],
    ['three exclamation marks', '!!!'],
    ['an exclamation and a space', '! greet op'],
    ['a command of another bot', '!seen bob'],
  ])('%s is not', async (_what, text) => {
    const { says, heard } = await hall();

    await says(ann, text);

    expect(heard()).toEqual([]);
  });

  test('programs, history and notices are never answered', async () => {
    const { says, heard } = await hall();

    await says(person('robot', { bot: true }), '!greet op');
    await says(ann, '!greet op', { replayed: true });
    await says(ann, '!greet op', { unanswerable: true });

    expect(heard()).toEqual([]);
  });

  test('being addressed is no command where that is switched off', async () => {
    const { says, heard, settings } = await hall();
    await settings.write('core.mentionPrefix', 'space:irc:libera:#castle', 'off', 'test');

    await says(ann, 'castellan: greet op', { addressed: 'greet op' });

    expect(heard()).toEqual([]);
  });

  test('a new prefix holds at once, and only in its space', async () => {
    const { says, heard, settings } = await hall();
    await says(ann, '!greet op');
    await settings.write('core.prefix', 'space:irc:libera:#castle', '?', 'test');

    await says(ann, '?greet op');
    await says(ann, '!greet op');

    expect(heard()).toHaveLength(2);
  });
});

describe('slips and greetings', () => {
  test('a slip of the keyboard gets the name that was meant', async () => {
    const { says, heard } = await hall();

    await says(ann, '!gret op');

    expect(heard()).toEqual(['There is no command `gret`. Did you mean `greet`?']);
  });

  test('the bare name gets a greeting', async () => {
    const { says, heard } = await hall();

    await says(ann, 'castellan', { addressed: '' });

    expect(heard()[0]).toMatch(/Commands here begin with `!`/);
  });

  test('hints come once in fifteen seconds, so that two programs never talk for ever', async () => {
    const { says, heard, clock } = await hall();

    for (let turn = 0; turn < 5; turn += 1) await says(ann, 'x', { addressed: 'nonsense' });
    expect(heard()).toHaveLength(1);
    await clock.advance(15_001);
    await says(ann, 'x', { addressed: 'nonsense' });

    expect(heard()).toHaveLength(2);
  });
});

describe('arguments', () => {
  test('something missing shows the usage with the gap in bold, to the caller alone', async () => {
    const { says, last } = await hall();

    await says(ann, '!greet');

    expect(last()?.card).toMatchObject({
      say: 'Something is missing: `who`.',
      lines: ['Usage: !greet **<who>** [times]', 'For example: `!greet ann 5`'],
    });
    expect(last()?.options).toMatchObject({ private: true });
  });

  test('a wrong one says what was expected', async () => {
    const { says, heard } = await hall();

    await says(ann, '!greet op many');
    await says(ann, '!greet op 4');
    await says(ann, '!greet nobody');

    expect(heard()).toEqual([
      '`times` should be a whole number from 1 to 3; you wrote "many".',
      '`times` should be a whole number from 1 to 3; you wrote "4".',
      '`who` should be someone who is here; you wrote "nobody".',
    ]);
  });

  test('too many are refused', async () => {
    const { says, heard } = await hall();

    await says(ann, '!greet op 2 now please');

    expect(heard()).toEqual(['I do not know what to do with "now please".']);
  });

  test('options that the platform has named give the same as a line', async () => {
    const { slash, heard } = await hall();

    await slash(ann, 'greet', { who: 'op', times: 2 });

    expect(heard()).toEqual(['op is greeted 2 times', 'psst']);
  });

  test('markup in what people write stands for itself', async () => {
    const { says, heard } = await hall();

    await says(ann, '!greet **op**');

    expect(heard()).toEqual(['`who` should be someone who is here; you wrote "\\*\\*op\\*\\*".']);
  });
});

describe('permission', () => {
  test('is asked on every way in, slash included', async () => {
    const { says, slash, heard, counted } = await hall();

    await says(ann, '!vault open');
    await says(ann, 'castellan vault open', { addressed: 'vault open' });
    await slash(ann, 'vault open');
    await says(op, '!vault open');

    expect(counted).toEqual([
      ...Array<string>(3).fill('vault open refused'),
      'vault open answered',
    ]);
    expect(heard()[0]).toMatch(/You may not do that: it takes `vault.open`, which administrators/);
    expect(heard().at(-1)).toBe('open');
  });

  test('a command for spaces does not work in direct talk', async () => {
    const { says, heard } = await hall({ owners: [ann.id] });

    await says(ann, 'vault open', { where: direct });

    expect(heard()[0]).toMatch(/works only in a channel or server/);
  });

  test('a refusal is remembered for why', async () => {
    const { says, ports } = await hall();

    await says(ann, '!vault open');

    expect(ports.refusals.last(ann.id)).toMatchObject({
      command: 'vault open',
      refusal: { key: 'permission.missing' },
    });
  });
});

describe('when things go wrong', () => {
  test('a command that throws is told with a reference, which is in the log', async () => {
    const { says, heard, log, counted } = await hall();

    await says(ann, '!broken');

    const [line] = log.lines;
    expect(heard()).toEqual([expect.stringMatching(/Reference: `0`/)]);
    expect(line).toMatchObject({ level: 'error', facts: { command: 'broken', reference: '0' } });
    expect(counted).toEqual(['broken failed']);
  });

  test('an answer that cannot be sent is in the trace and stops nothing', async () => {
    const { says, platform, ports, heard } = await hall();
    platform.broken = true;
    await says(ann, '!greet op');
    platform.broken = false;
    await says(ann, '!greet op');

    const [, first] = ports.traces.recent(5);
    expect(first).toMatchObject({ outcome: 'failed' });
    expect(first?.steps.at(-1)).toMatchObject({ stage: 'send', why: 'the link is down' });
    expect(heard()).toHaveLength(1);
  });

  test('the refusal of a command is said in the language of the space', async () => {
    const { says, heard, settings } = await hall();
    await settings.write('core.language', 'space:irc:libera:#castle', 'fr', 'test');

    await says(ann, '!picky');

    expect(heard()).toEqual(['Pas aujourd’hui']);
  });
});

describe('controls', () => {
  const actionOf = (card: { actions?: unknown } | undefined): string => {
    const [[button]] = card?.actions as [[{ id: string }]];
    return button.id;
  };
  const withControls = { can: ['controls', 'edit'] } as const;

  test('change the card for the one who asked', async () => {
    const { says, presses, last } = await hall(withControls);
    await says(ann, '!counter');

    await presses(ann, actionOf(last()?.card));

    expect(last()).toMatchObject({ card: { say: 'count 1' }, options: { update: true } });
  });

  test('refuse anyone else in private', async () => {
    const { says, presses, last } = await hall(withControls);
    await says(ann, '!counter');

    await presses(op, actionOf(last()?.card));

    expect(last()).toMatchObject({
      card: { say: expect.stringMatching(/belong to someone else/) as string },
      options: { private: true },
    });
  });

  test('that change something for others are written down, with how that ended', async () => {
    const { says, presses, last, audit } = await hall(withControls);
    await says(op, '!lever');
    const action = actionOf(last()?.card);
    await presses(op, action);
    await presses(op, action);
    await audit.settled();

    const entries = await audit.list({ limit: 9 });
    expect(entries.map(({ via, action: what, outcome }) => [via, what, outcome])).toEqual([
      ['button', 'command lever', 'failed'],
      ['button', 'command lever', 'done'],
      ['chat', 'command lever', 'done'],
    ]);
    expect(entries[0]).toMatchObject({ actor: op.id, object: 'pull in #castle' });
  });

  test('need the right that their command needs, also when it was taken since', async () => {
    const { says, presses, last, heard, audit } = await hall(withControls);
    await says(op, '!lever');
    await presses({ ...op, standing: 'member' }, actionOf(last()?.card));
    await audit.settled();

    expect(heard().at(-1)).toMatch(/it takes `lever.pull`/);
    expect(await audit.list({ limit: 1 })).toMatchObject([{ via: 'button', outcome: 'refused' }]);
  });

  test('that change something are written down before they are carried out', async () => {
    const { says, presses, last, audit } = await hall(withControls);
    await says(op, '!lever');
    await audit.settled();
    let found: readonly Audited[] = [];
    onPull = async () => {
      onPull = undefined;
      found = await audit.list({ limit: 1 });
    };
    await presses(op, actionOf(last()?.card));
    await audit.settled();

    expect(found).toMatchObject([{ seq: 3, outcome: 'begun', object: 'pull in #castle' }]);
    expect(await audit.list({ limit: 1 })).toMatchObject([{ seq: 4, outcome: 'done', closes: 3 }]);
  });

  test('that only look are not written down', async () => {
    const { says, presses, last, audit } = await hall(withControls);
    await says(ann, '!counter');
    await presses(ann, actionOf(last()?.card));
    await audit.settled();

    expect(await audit.list({ limit: 9 })).toEqual([]);
  });

  test('a refusal leaves the card as it is', async () => {
    const { says, presses, last, heard } = await hall(withControls);
    await says(ann, '!counter');
    const action = actionOf(last()?.card);
    await presses(ann, action);
    await presses(ann, action);
    await presses(ann, action);

    expect(heard()).toEqual(['count 0', 'count 1', 'count 2', 'Not today']);
  });

  test('are switched off 180 s after the last press, and say so afterwards', async () => {
    const { says, presses, last, platform, clock } = await hall(withControls);
    await says(ann, '!counter');
    const action = actionOf(last()?.card);
    await clock.advance(100_000);
    await presses(ann, action);
    await clock.advance(179_000);
    expect(platform.edits).toEqual([]);

    await clock.advance(1001);
    await presses(ann, action);

    expect(platform.edits).toMatchObject([{ card: { actions: [[{ disabled: true }]] } }]);
    expect(last()?.card.say).toMatch(/expired/);
  });

  test('are not opened where the platform has none', async () => {
    const { says, platform, clock } = await hall();

    await says(ann, '!counter');
    await clock.advance(200_000);

    expect(platform.edits).toEqual([]);
  });
});

test('the trace tells each stage in order', async () => {
  const { says, ports } = await hall();

  await says(op, '!vault open');

  const [trace] = ports.traces.recent(1);
  expect(trace?.steps.map(({ stage, verdict }) => `${stage} ${verdict}`)).toEqual([
    'parse allow',
    'authorise allow',
    'run allow',
    'render allow',
    'send allow',
  ]);
  expect(trace).toMatchObject({ outcome: 'answered', place: castle.name, summary: '!vault open' });
});
