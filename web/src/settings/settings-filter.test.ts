import { expect, test } from 'vitest';
import type { SettingView } from '../../../src/dashboard/wire.ts';
import { grouped, labelOf } from './settings-filter.ts';

const setting = (name: string, more: Partial<SettingView> = {}): SettingView => ({
  ...{ name, kind: 'text', text: 'A sentence.', takes: 'text', restart: false, shown: 'x' },
  ...{ typed: 'x', from: 'default', set: false, changed: false, byDefault: 'x', wider: 'x' },
  revision: 0,
  ...more,
});
const all = [
  setting('core.prefix', { text: 'What stands before a command.', changed: true, set: true }),
  setting('core.language'),
  setting('guard.actorMax', { changed: true }),
];
const names = (text: string, shown: 'all' | 'changed' | 'here' = 'all') =>
  grouped(all, { text, shown }).flatMap(({ settings }) => settings.map(({ name }) => name));

test('settings stand together with those of the same part', () => {
  expect(grouped(all, { text: '', shown: 'all' }).map(({ module }) => module)).toEqual([
    ...['core', 'guard'],
  ]);
});

test('all words must be found, in the name, the sentence or the value', () => {
  expect(names('before COMMAND')).toEqual(['core.prefix']);
  expect(names('core x')).toEqual(['core.prefix', 'core.language']);
  expect(names('nothing')).toEqual([]);
});

test('what differs, and what is set here, can be looked at alone', () => {
  expect(names('', 'changed')).toEqual(['core.prefix', 'guard.actorMax']);
  expect(names('', 'here')).toEqual(['core.prefix']);
});

test('a name becomes a label', () => {
  expect(labelOf('guard.channelSilenceMs')).toBe('Channel silence');
  expect(labelOf('core.prefix')).toBe('Prefix');
});
