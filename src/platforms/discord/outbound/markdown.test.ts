import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkup, withoutMarkup } from '../../../core/markup.ts';
import { markdown, plainText } from './markdown.ts';

const all = 100_000;

/** What a reader of Discord's Markdown sees of text that holds no formatting but escapes. */
const unescaped = (text: string): string => text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1');

test('bold, italic and code stay what they are', () => {
  expect(markdown('**ann**: I choose *tea* `now`!', all)).toBe('**ann**: I choose *tea* `now`!');
});

test('marks that touch do not melt into other marks', () => {
  expect(markdown('**a***b*', all)).toBe('**a**\u200b*b*');
});

test('spaces stand outside of marks, where Discord wants them', () => {
  expect(markdown('* a *', all)).toBe(' *a* ');
});

describe('what people write formats nothing', () => {
  test.each([
    ['snake_case_name', 'snake\\_case\\_name'],
    ['~~gone~~', '\\~\\~gone\\~\\~'],
    ['||secret||', '\\|\\|secret\\|\\|'],
    ['[click](https://evil.example)', '[click]\\(https://evil.example)'],
    ['# big', '\\# big'],
    ['fine\n> quoted', 'fine\n\\> quoted'],
    ['- item', '\\- item'],
    ['<t:0:R>', '\\<t:0:R>'],
    ['</help:123>', '\\</help:123>'],
    ['back\\slash', 'back\\\\slash'],
  ])('%j', (typed, shown) => {
    expect(markdown(escapeMarkup(typed), all)).toBe(shown);
  });

  test('stars and backticks', () => {
    expect(markdown(escapeMarkup('*a* `b`'), all)).toBe('\\*a\\* \\`b\\`');
  });
});

test('ordinary text, mentions, emojis and addresses are left alone', () => {
  const text = 'tea | milk - <@123> <#45> <:cup:678> a<b 5 > 3 (x) https://x.example/a_b_c?d=e';
  expect(markdown(text, all)).toBe(text);
});

test('backticks inside code get a longer fence', () => {
  expect(markdown('`a\\`b`', all)).toBe('`` a`b ``');
});

test('whatever is written can be read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = markdown(escapeMarkup(text), all);
      expect(unescaped(shown)).toBe(text.toWellFormed());
    }),
  );
});

test('nothing is longer than allowed, and what is cut says so', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(120), (text, max) => {
      const shown = markdown(text, max);
      expect(shown.length).toBeLessThanOrEqual(max);
      expect(shown.isWellFormed()).toBe(true);
      if (max > 0 && markdown(text, all).length > max) expect(shown.endsWith('…')).toBe(true);
      const bare = plainText(withoutMarkup(text), max);
      expect(bare.length).toBeLessThanOrEqual(max);
      expect(bare.isWellFormed()).toBe(true);
    }),
  );
});

test('a cut closes the marks that it cuts through', () => {
  expect(markdown(`**${'word '.repeat(20)}**`, 30)).toBe('**word word word word word** …');
});
