import { expect, test } from 'vitest';
import type { TraceView } from '../../../src/dashboard/wire.ts';
import { everything, filtered } from './trace-filter.ts';

const trace = (id: string, some: Partial<TraceView>): TraceView => ({
  id,
  atMs: 0,
  kind: 'message',
  connection: 'libera',
  platform: 'irc',
  channel: 'libera/#castle',
  place: '#castle',
  summary: '',
  steps: [],
  outcome: 'observed',
  tookMicros: 1,
  ...some,
});

const traces = [
  trace('1', { summary: 'Hello World', actor: { id: 'irc:libera:account:ann', name: 'ann' } }),
  trace('2', { summary: '!choose tea', outcome: 'refused' }),
  trace('3', { summary: 'hello', platform: 'discord', outcome: 'answered' }),
];
const ids = (some: Partial<typeof everything>) =>
  filtered(traces, { ...everything, ...some }).map((one) => one.id);

test('everything is shown when nothing is asked for', () => {
  expect(filtered(traces, everything)).toBe(traces);
});

test('words are sought in all that a row shows, whatever their case', () => {
  expect(ids({ text: 'HELLO' })).toEqual(['1', '3']);
  expect(ids({ text: 'hello  account:ann' })).toEqual(['1']);
  expect(ids({ text: '#castle tea' })).toEqual(['2']);
  expect(ids({ text: 'nowhere' })).toEqual([]);
});

test('platform and outcomes narrow it', () => {
  expect(ids({ platform: 'discord' })).toEqual(['3']);
  expect(ids({ outcomes: ['refused', 'answered'] })).toEqual(['2', '3']);
  expect(ids({ outcomes: ['refused'], platform: 'discord' })).toEqual([]);
});
