import { expect, test } from 'vitest';
import { ircColour, ircRuns } from './irc-format.ts';

const looks = (line: string) =>
  ircRuns(line).map(({ text, ...look }) => [
    text,
    ...Object.entries(look)
      .filter(([, value]) => value !== false && value !== undefined)
      .map(([name, value]) => (value === true ? name : `${name}=${String(value)}`)),
  ]);

test('turns each code on and off again', () => {
  expect(looks('a \x02b\x02 \x1dc\x1d \x1fd\x1f \x1ee\x1e \x11f\x11 \x16g\x16 h')).toEqual([
    ['a '],
    ['b', 'bold'],
    [' '],
    ['c', 'italic'],
    [' '],
    ['d', 'underline'],
    [' '],
    ['e', 'strike'],
    [' '],
    ['f', 'mono'],
    [' '],
    ['g', 'reverse'],
    [' h'],
  ]);
});

test('ends everything at the reset code', () => {
  expect(looks('\x02\x1d\x034,1all\x0fnone')).toEqual([
    ['all', 'bold', 'italic', 'foreground=#ff0000', 'background=#000000'],
    ['none'],
  ]);
});

test.each([
  ['\x034red', [['red', 'foreground=#ff0000']]],
  ['\x0304red', [['red', 'foreground=#ff0000']]],
  ['\x03041 red', [['1 red', 'foreground=#ff0000']]],
  ['\x034,12both', [['both', 'foreground=#ff0000', 'background=#0000fc']]],
  ['\x034,comma', [[',comma', 'foreground=#ff0000']]],
  [
    '\x034,1a\x035b',
    [
      ['a', 'foreground=#ff0000', 'background=#000000'],
      ['b', 'foreground=#7f0000', 'background=#000000'],
    ],
  ],
  ['\x034,1a\x03b', [['a', 'foreground=#ff0000', 'background=#000000'], ['b']]],
  ['\x034a\x0399b', [['a', 'foreground=#ff0000'], ['b']]],
  ['\x04ff8000hex\x04off', [['hex', 'foreground=#ff8000'], ['off']]],
])('reads the colours of %j', (line, expected) => {
  expect(looks(line)).toEqual(expected);
});

test('leaves out control codes that it does not know, and keeps the words', () => {
  expect(looks('a\x01b\x07c\x00d')).toEqual([['abcd']]);
  expect(ircRuns('')).toEqual([]);
  expect(ircRuns('\x02\x03\x0f')).toEqual([]);
});

test('knows 99 colours', () => {
  expect(ircColour(4)).toBe('#ff0000');
  expect(ircColour(98)).toBe('#ffffff');
  expect(ircColour(99)).toBeUndefined();
});
