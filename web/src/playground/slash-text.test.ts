import { expect, test } from 'vitest';
import type { PlayCommand, PlayOption } from '../../../src/dashboard/wire.ts';
import { readOptions, suggestedCommands, typedCommand } from './slash-text.ts';

const command = (name: string, options: readonly Partial<PlayOption>[] = []): PlayCommand => ({
  name,
  description: '',
  options: options.map((option) => ({
    ...{ name: 'x', description: '', type: 'text', required: false },
    ...option,
  })),
});

const commands = ['ping', 'setprefix', 'rate', 'rate stats', 'mentionprefix'].map((name) =>
  command(name),
);

test.each([
  ['/', ['mentionprefix', 'ping', 'rate', 'rate stats', 'setprefix']],
  ['/p', ['ping', 'mentionprefix', 'setprefix']],
  ['/RATE s', ['rate stats']],
  ['/nothing', []],
  ['ping', []],
  ['', []],
])('suggests for %j', (typed, names) =>
  expect(suggestedCommands(typed, commands).map((one) => one.name)).toEqual(names),
);

test.each([
  ['/ping', 'ping', ''],
  ['/rate stats day', 'rate stats', 'day'],
  ['/rate  x y ', 'rate', 'x y'],
  ['/pings', undefined, undefined],
  ['!ping', undefined, undefined],
])('finds the command typed in %j', (typed, name, rest) => {
  const found = typedCommand(typed, commands);
  expect([found?.command.name, found?.rest]).toEqual([name, rest]);
});

test('options are read by their type, and empty ones left out', () => {
  const wide = command('x', [
    { name: 'text', required: true },
    { name: 'whole', type: 'integer' },
    { name: 'number', type: 'number' },
    { name: 'on', type: 'boolean' },
    { name: 'empty' },
  ]);
  const fields = { text: ' tea | coffee ', whole: '-3', number: '2.5', on: 'false', empty: ' ' };
  expect(readOptions(wide, fields)).toEqual({
    ok: true,
    options: { text: 'tea | coffee', whole: -3, number: 2.5, on: false },
  });
});

test.each([
  [{ required: true }, '', 'x is needed'],
  [{ type: 'integer' as const }, '2.5', 'x must be a whole number'],
  [{ type: 'number' as const }, 'two', 'x must be a number'],
  [{ type: 'boolean' as const }, 'perhaps', 'x must be yes or no'],
])('an option %j that reads %j is refused in words', (option, text, problem) =>
  expect(readOptions(command('c', [option]), { x: text })).toEqual({
    ok: false,
    option: 'x',
    problem,
  }),
);
