import { expect, test } from 'vitest';
import { counted, duration, span } from './words.ts';

test.each([
  [0, '0 µs'],
  [999, '999 µs'],
  [1200, '1.2 ms'],
  [45_600, '46 ms'],
  [3_400_000, '3.4 s'],
])('says %d microseconds as %s', (micros, words) => expect(duration(micros)).toBe(words));

test.each([
  [-5, '0 s'],
  [47_000, '47 s'],
  [7_260_000, '2 h 1 min'],
  [7_200_000, '2 h'],
  [90_061_000, '1 d 1 h'],
])('says %d milliseconds as %s', (ms, words) => expect(span(ms)).toBe(words));

test('counts in words', () => {
  expect([counted(1, 'space'), counted(0, 'space'), counted(2, 'person', 'people')]).toEqual([
    '1 space',
    '0 spaces',
    '2 people',
  ]);
});
