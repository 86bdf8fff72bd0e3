import { expect, test } from 'vitest';
import { foundEntries, type PaletteEntry } from './palette-entries.ts';

const entry = (label: string, hint?: string): PaletteEntry => ({
  id: label,
  group: 'Pages',
  label,
  ...(hint !== undefined && { hint }),
  run: () => undefined,
});
const entries = [
  entry('Playground'),
  entry('Connections', 'online'),
  entry('Speak as ann', 'IRC'),
  entry('Live'),
];
const labels = (sought: string) => foundEntries(entries, sought).map((one) => one.label);

test.each([
  ['', ['Playground', 'Connections', 'Speak as ann', 'Live']],
  ['li', ['Live', 'Connections']],
  ['ann', ['Speak as ann']],
  ['irc ann', ['Speak as ann']],
  ['plgd', ['Playground']],
  ['zzz', []],
])('finds %j', (sought, expected) => expect(labels(sought)).toEqual(expected));
