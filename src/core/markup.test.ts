import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeMarkup, spansOf, withoutMarkup } from './markup.ts';

test('marks make runs, and a backslash makes them letters', () => {
  expect(spansOf('a **b** `c*d` \\*e\\*')).toEqual([
    { text: 'a ', bold: false, italic: false, code: false },
    { text: 'b', bold: true, italic: false, code: false },
    { text: ' ', bold: false, italic: false, code: false },
    { text: 'c*d', bold: false, italic: false, code: true },
    { text: ' *e*', bold: false, italic: false, code: false },
  ]);
});

test('what is escaped comes out as it went in, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(withoutMarkup(escapeMarkup(text))).toBe(text);
      expect(spansOf(escapeMarkup(text)).every((span) => !span.bold && !span.code)).toBe(true);
    }),
  );
});
