import { expect, test } from 'vitest';
import { cardLines, markupToIrc, pages } from './from-card.ts';
import { withoutFormatting } from './formatting.ts';

test('markup becomes codes, or nothing but words', () => {
  expect(markupToIrc('a **b** *c* `d*` \\*e', true)).toBe('a \x02b\x02 \x1dc\x1d \x11d*\x11 *e');
  expect(markupToIrc('a **b** *c* `d*` \\*e', false)).toBe('a b c d* *e');
  expect(markupToIrc('plain', true)).toBe('plain');
});

test('a card is title, lines, fields, links and footer; buttons have no place', () => {
  const card = {
    title: 'Title',
    lines: ['one\ntwo', ''],
    fields: [{ name: 'n', value: 'v' }],
    footer: 'foot',
    actions: [
      [
        { kind: 'button', id: 'x', label: 'Press' },
        { kind: 'link', label: 'Docs', url: 'https://a.test' },
      ],
    ],
  } as const;
  expect(cardLines(card, true)).toEqual([
    '\x02Title\x02',
    'one',
    'two',
    'n: v',
    'Docs: https://a.test',
    'foot',
  ]);
});

test('long cards come in pages of five, counted as they will be seen', () => {
  const lines = Array.from({ length: 7 }, (_, at) => `${at} ${'x'.repeat(60)}`);
  const cut = pages({ lines }, { formatting: false, maxBytes: 50, addressee: 'ann' });
  expect(cut.map(({ length }) => length)).toEqual([5, 5, 4]);
  expect(cut[0]?.[0]).toMatch(/^ann: 0 x/);
  expect(pages({}, { formatting: true, maxBytes: 400 })).toEqual([]);
});

test('formatting codes of others are taken out', () => {
  expect(
    withoutFormatting('\x02b\x02 \x034,12red\x03 \x0312x \x04ff0000hex \x1d\x1f\x16\x0f\ttab\x7f'),
  ).toBe('b red x hex  tab');
  expect(withoutFormatting('\x03,5 and \x03123')).toBe(',5 and 3');
});
