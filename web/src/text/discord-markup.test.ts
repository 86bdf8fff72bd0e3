import { expect, test } from 'vitest';
import { discordBlocks, discordPieces, type Piece } from './discord-markup.ts';

/** A short notation, so that the tests can be read: `bold(text)`. */
const drawn = (pieces: readonly Piece[]): string => pieces.map(one).join('');
function one(piece: Piece): string {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'code':
      return `code(${piece.text})`;
    case 'link':
      return `link(${piece.url} ${drawn(piece.inside)})`;
    case 'mention':
      return `${piece.of}(${piece.id})`;
    case 'command':
    case 'emoji':
      return `${piece.kind}(${piece.name})`;
    case 'time':
      return `time(${piece.atMs} ${piece.style})`;
    default:
      return `${piece.kind}(${drawn(piece.inside)})`;
  }
}

test.each([
  [
    '**a** *b* _c_ __d__ ~~e~~ ||f||',
    'bold(a) italic(b) italic(c) underline(d) strike(e) spoiler(f)',
  ],
  ['**a *b* c**', 'bold(a italic(b) c)'],
  ['`**not bold**`', 'code(**not bold**)'],
  ['\\*plain\\* and \\`ticks\\`', '*plain* and `ticks`'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['snake_case_name', 'snake_case_name'],
  ['**open', '**open'],
  ['<@12> <@!13> <@&14> <#15>', 'person(12) person(13) role(14) channel(15)'],
  ['</rate stats:99> <:castle:5>', 'command(rate stats) emoji(castle)'],
  ['<t:60:R>', 'time(60000 R)'],
  ['see https://a.example/b.', 'see link(https://a.example/b https://a.example/b).'],
  ['[**x**](https://a.example)', 'link(https://a.example bold(x))'],
  ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
])('draws %j', (text, expected) => expect(drawn(discordPieces(text))).toBe(expected));

test('splits lines, headings, lists, quotes and code blocks', () => {
  const kinds = discordBlocks(
    '# Big\nplain\n- item\n2. second\n> quoted\n> more\n-# small\n```js\nlet a = 1;\n```\nafter',
  ).map((block) => block.kind);
  expect(kinds).toEqual([
    'heading',
    'line',
    'item',
    'item',
    'quote',
    'small',
    'code-block',
    'line',
  ]);
});

test('keeps what stands in a code block as it is', () => {
  expect(discordBlocks('```\n**a**\n  b\n```')).toEqual([
    { kind: 'code-block', text: '**a**\n  b' },
  ]);
});

test('is not made slow by marks without end', () => {
  const before = performance.now();
  for (const text of [
    '*'.repeat(4000),
    '**a'.repeat(1300),
    '||'.repeat(2000),
    '[a]('.repeat(1000),
  ]) {
    discordBlocks(text);
  }
  // A bound far above what it takes, and far below what backtracking would take.
  expect(performance.now() - before).toBeLessThan(5000);
});
