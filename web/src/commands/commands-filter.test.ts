import { expect, test } from 'vitest';
import type { CommandEntry } from '../../../src/dashboard/commands-wire.ts';
import { type Shown, grouped } from './commands-filter.ts';

const entry = (name: string, more: Partial<CommandEntry> = {}): CommandEntry => ({
  ...{ name, about: `About ${name}`, usage: name, category: 'basics', called: name },
  ...{ aliases: [], given: [], off: false, fixed: false, who: [], cooldownSeconds: 0, uses: 0 },
  ...{ mark: 'both', pinned: false },
  ...more,
});
const commands = [
  entry('choose', { aliases: ['pick'] }),
  entry('ping', { off: true }),
  entry('roll', { mark: 'left' }),
  entry('ban', { category: 'operators', called: 'bannir' }),
];
const namesIn = (text: string, shown: Shown = 'all') =>
  grouped(commands, { text, shown }).map((group) => [
    group.category,
    ...group.commands.map(({ name }) => name),
  ]);

test('commands are found by any of their names and by what they do', () => {
  expect(namesIn('PICK')).toEqual([['basics', 'choose']]);
  expect(namesIn('bannir')).toEqual([['operators', 'ban']]);
  expect(namesIn('about ping')).toEqual([['basics', 'ping']]);
  expect(namesIn('nothing')).toEqual([]);
});

test('what differs, what is off and what has no place can be shown alone', () => {
  expect(namesIn('', 'changed')).toEqual([
    ['basics', 'ping'],
    ['operators', 'ban'],
  ]);
  expect(namesIn('', 'off')).toEqual([['basics', 'ping']]);
  expect(namesIn('', 'left')).toEqual([['basics', 'roll']]);
});
