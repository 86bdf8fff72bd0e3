import fc from 'fast-check';
import { expect, test } from 'vitest';
import { command, middle, wireLine } from './outgoing.ts';
import { splitText } from './split-text.ts';

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', ' ', 'é', '漢', '👍🏽', '👩‍👩‍👧‍👦', 'e\u0301', '\ud800'),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
  maxLength: 200,
});
const graphemes = (text: string) =>
  [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  );

test('pieces fit, lose no word, and end between graphemes', () => {
  fc.assert(
    fc.property(
      anyText.map((text) => text.trim()),
      fc.integer({ min: 40, max: 120 }),
      (text, limit) => {
        const pieces = splitText(text, limit);
        for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(limit);
        const bare = (some: string) => some.replace(/\s/g, '');
        expect(bare(pieces.join(''))).toBe(bare(text));
        // Every grapheme here is shorter than the limit, so none may be cut.
        if (!/[\u0300-\u036f\ud800]/.test(text) && text.length < 100)
          expect(pieces.flatMap(graphemes).filter((one) => one.trim() !== '')).toEqual(
            graphemes(text).filter((one) => one.trim() !== ''),
          );
      },
    ),
    { numRuns: 500 },
  );
});

test('prefers words, but not at the price of half a line', () => {
  expect(splitText('one two three four', 10)).toEqual(['one two', 'three four']);
  expect(splitText(`a ${'b'.repeat(20)}`, 10)).toEqual(['a bbbbbbbb', 'bbbbbbbbbb', 'bb']);
  expect(splitText('short', 100)).toEqual(['short']);
});

test('a grapheme that is longer than a line is cut between characters', () => {
  const monster = `e${'\u0301'.repeat(100)}`;
  const pieces = splitText(monster, 20);
  expect(pieces.join('')).toBe(monster);
  for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(20);
});

test('whatever is said, one line goes out, within the limit', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.oneof(
          fc.constantFrom('\r', '\n', '\0', '漢', ' '),
          fc.string({ minLength: 1, maxLength: 1 }),
        ),
        maxLength: 700,
      }),
      (text) => {
        const line = wireLine(text, 512);
        expect(line.endsWith('\r\n')).toBe(true);
        expect(/[\r\n\0]/.test(line.slice(0, -2))).toBe(false);
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(512);
      },
    ),
  );
  expect(wireLine('漢'.repeat(300), 512)).not.toContain('\ufffd');
});

test('a parameter in the middle can never become two', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(middle(text)).toMatch(/^[^\s:][^\s]*$/u);
    }),
  );
  expect(command('PART', ['#a\r\nQUIT'], 'bye')).toBe('PART #aQUIT :bye');
});
