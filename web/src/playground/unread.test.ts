import { expect, test } from 'vitest';
import type { PlayMessage } from '../../../src/dashboard/wire.ts';
import { marksAfter, unreadCounts } from './unread.ts';

const message = (id: string, channel: string, some: Partial<PlayMessage> = {}): PlayMessage => ({
  ...{ id, channel, network: 'irc', atMs: 0, kind: 'said', text: id },
  ...{ author: { name: 'ann', bot: false }, embeds: [], controls: [] },
  ...{ ephemeral: false, edited: false, pending: false },
  ...some,
});

const channels = ['#a', '#b', '#c'];
const first = [message('1', '#a'), message('2', '#b')];
const marks = marksAfter({}, first, { open: '#a', channels });

test('what was there when the page opened counts as seen', () => {
  expect(unreadCounts(marks, first, 'ann')).toEqual({});
});

test('what comes into other channels is counted, until one looks into them', () => {
  const later = [
    ...first,
    message('3', '#a'),
    message('4', '#b'),
    message('5', '#b'),
    message('6', '#c'),
  ];
  const after = marksAfter(marks, later, { open: '#a', channels });
  expect(unreadCounts(after, later, 'ann')).toEqual({ '#b': 2, '#c': 1 });
  const looked = marksAfter(after, later, { open: '#b', channels });
  expect(unreadCounts(looked, later, 'ann')).toEqual({ '#c': 1 });
});

test('what a person cannot see, and what only the network says, is not counted', () => {
  const later = [
    ...first,
    message('3', '#b', { seenBy: ['bob'] }),
    message('4', '#b', { kind: 'event' }),
  ];
  expect(unreadCounts(marks, later, 'ann')).toEqual({});
  expect(unreadCounts(marks, later, 'bob')).toEqual({ '#b': 1 });
});

test('marks stay the same object while nothing changes, so that nothing is drawn anew', () => {
  expect(marksAfter(marks, first, { open: '#a', channels })).toBe(marks);
});
