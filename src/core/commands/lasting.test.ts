import { describe, expect, test } from 'vitest';
import { bench, person } from '../../../test/support/bench-of-commands.ts';
import {
  choice,
  defineCommand,
  defineModule,
  defineTexts,
  integer,
  lastingAction,
  lastingChoice,
  ok,
  optional,
  rest,
} from '../../sdk/index.ts';

const ann = person('ann');
const op = person('op', { standing: 'administrator' });

const sentence = defineCommand({
  name: 'sentence pass',
  category: 'operators',
  capability: 'sentence.pass',
  args: {
    ...{ number: integer({ min: 1 }), act: optional(choice(['warn', 'mute'] as const)) },
    why: optional(rest()),
  },
  run: ({ args }) => ok(args),
  show: ({ number, act = 'nothing', why = 'nothing' }) => `${number}: ${act} for ${why}`,
});
const texts = {
  ...{ 'sentence pass.about': 'Passes.', 'sentence pass.arg.number': 'Which' },
  ...{ 'sentence pass.arg.act': 'What', 'sentence pass.arg.why': 'Why' },
};
const court = defineModule({
  ...{ name: 'court', version: '1.0.0', commands: [sentence] },
  capabilities: [{ name: 'sentence.pass', least: 'administrator', text: 'Pass sentences.' }],
  texts: defineTexts({ en: texts, fr: texts }),
});

const hall = () => bench([court], { can: ['controls', 'edit'] });

describe('a control that gives a command', () => {
  test('gives it with its options and with what is chosen', async () => {
    const { presses, heard } = await hall();
    const id = lastingAction('sentence pass', { number: 7 }) ?? '';

    await presses(op, id);
    await presses(op, id, [lastingChoice({ act: 'mute', why: 'spam & lies' })]);

    expect(heard()).toEqual(['7: nothing for nothing', '7: mute for spam & lies']);
  });

  test('asks of whoever presses what the command asks', async () => {
    const { presses, heard } = await hall();

    await presses(ann, lastingAction('sentence pass', { number: 7 }) ?? '');

    expect(heard()).toEqual([expect.stringMatching(/it takes `sentence.pass`/)]);
  });

  test('is understood as the first versions named it: a line, with what is chosen behind', async () => {
    const { presses, heard } = await hall();

    await presses(op, 'c:sentence pass 7');
    await presses(op, 'c:sentence pass 7', ['mute spam']);
    await presses(ann, 'c:sentence pass 7');

    expect(heard()).toEqual([
      ...['7: nothing for nothing', '7: mute for spam'],
      expect.stringMatching(/it takes `sentence.pass`/),
    ]);
  });

  test.each(['do:sentence commute?number=7', 'c:commute 7'])(
    'says so to who presses where its command is no more: %s',
    async (id) => {
      const { presses, last } = await hall();

      await presses(op, id);

      expect(last()).toMatchObject({
        card: { say: expect.stringMatching(/expired/) as string },
        options: { private: true },
      });
    },
  );

  test('has no name where it would be longer than a network takes', () => {
    expect(lastingAction('sentence pass', { number: 7, why: 'x'.repeat(80) })).toBeUndefined();
  });
});
