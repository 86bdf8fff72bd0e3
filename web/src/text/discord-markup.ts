/** A piece of Discord's markdown, as we draw it. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: Marked; readonly inside: readonly Piece[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly inside: readonly Piece[] }
  | { readonly kind: 'mention'; readonly of: 'person' | 'channel' | 'role'; readonly id: string }
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'emoji'; readonly name: string }
  | { readonly kind: 'time'; readonly atMs: number; readonly style: string };

export type Marked = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler';

export type Block =
  | { readonly kind: 'line'; readonly inside: readonly Piece[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly inside: readonly Piece[] }
  | { readonly kind: 'small'; readonly inside: readonly Piece[] }
  | { readonly kind: 'item'; readonly mark: string; readonly inside: readonly Piece[] }
  | { readonly kind: 'quote'; readonly lines: readonly (readonly Piece[])[] }
  | { readonly kind: 'code-block'; readonly text: string };

const fence = /```(?:[a-z0-9+#-]*\n)?([\s\S]*?)```/gi;

/** Splits a message into blocks. Whatever is not markdown is text; nothing is ever refused. */
export function discordBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let from = 0;
  for (const match of text.matchAll(fence)) {
    lineBlocks(text.slice(from, match.index), blocks);
    blocks.push({ kind: 'code-block', text: (match[1] ?? '').replace(/\n$/, '') });
    from = match.index + match[0].length;
  }
  lineBlocks(text.slice(from), blocks);
  return blocks;
}

function lineBlocks(text: string, blocks: Block[]): void {
  if (text === '') return;
  // The line break around a code block belongs to the block.
  const afterBlock = blocks.at(-1)?.kind === 'code-block';
  const lines = (afterBlock ? text.replace(/^\n/, '') : text).replace(/\n$/, '').split('\n');
  for (const line of lines) {
    const block = blockOf(line);
    const before = blocks.at(-1);
    if (block.kind === 'quote' && before?.kind === 'quote') {
      blocks[blocks.length - 1] = { kind: 'quote', lines: [...before.lines, ...block.lines] };
    } else blocks.push(block);
  }
}

function blockOf(line: string): Block {
  const heading = /^(#{1,3}) +(.+)$/.exec(line);
  if (heading) {
    const level = heading[1]?.length;
    const inside = discordPieces(heading[2] ?? '');
    return { kind: 'heading', level: level === 1 ? 1 : level === 2 ? 2 : 3, inside };
  }
  if (line.startsWith('-# ')) return { kind: 'small', inside: discordPieces(line.slice(3)) };
  if (line.startsWith('> ')) return { kind: 'quote', lines: [discordPieces(line.slice(2))] };
  const item = /^ *(?:[-*]|(\d{1,3})\.) +(.+)$/.exec(line);
  if (item) {
    const mark = item[1] === undefined ? '•' : `${item[1]}.`;
    return { kind: 'item', mark, inside: discordPieces(item[2] ?? '') };
  }
  return { kind: 'line', inside: discordPieces(line) };
}

interface Rule {
  readonly pattern: RegExp;
  readonly make: (match: RegExpExecArray, depth: number) => Piece;
}

const marked = (kind: Marked, pattern: RegExp): Rule => ({
  pattern,
  make: (match, depth) => ({ kind, inside: discordPieces(match[1] ?? '', depth + 1) }),
});

const mention = (of: 'person' | 'channel' | 'role', pattern: RegExp): Rule => ({
  pattern,
  make: (match) => ({ kind: 'mention', of, id: match[1] ?? '' }),
});

const linkTo = (url: string, inside: readonly Piece[]): Piece => ({ kind: 'link', url, inside });

/** Tried in this order at each place; all are anchored there. */
const rules: readonly Rule[] = [
  { pattern: /\\([^\w\s])/y, make: (match) => ({ kind: 'text', text: match[1] ?? '' }) },
  { pattern: /(`{1,2})(.+?)\1(?!`)/y, make: (match) => ({ kind: 'code', text: match[2] ?? '' }) },
  marked('bold', /\*\*(.+?)\*\*(?!\*)/y),
  marked('underline', /__(.+?)__(?!_)/y),
  marked('italic', /\*([^\s*](?:[^*]*[^\s*])?)\*/y),
  marked('italic', /\b_([^_]+)_\b/y),
  marked('strike', /~~(.+?)~~/y),
  marked('spoiler', /\|\|(.+?)\|\|/y),
  mention('person', /<@!?(\d+)>/y),
  mention('role', /<@&(\d+)>/y),
  mention('channel', /<#(\d+)>/y),
  { pattern: /<\/([\w -]+):\d+>/y, make: (match) => ({ kind: 'command', name: match[1] ?? '' }) },
  { pattern: /<a?:(\w+):\d+>/y, make: (match) => ({ kind: 'emoji', name: match[1] ?? '' }) },
  {
    pattern: /<t:(-?\d{1,12})(?::([tTdDfFR]))?>/y,
    make: (match) => ({ kind: 'time', atMs: Number(match[1]) * 1000, style: match[2] ?? 'f' }),
  },
  {
    pattern: /\[([^\]]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/y,
    make: (match, depth) => linkTo(match[2] ?? '', discordPieces(match[1] ?? '', depth + 1)),
  },
  {
    pattern: /<(https?:\/\/[^\s>]+)>|(https?:\/\/[^\s<]*[^\s<.,:;"')\]])/y,
    make: (match) => {
      const url = match[1] ?? match[2] ?? '';
      return linkTo(url, [{ kind: 'text', text: url }]);
    },
  },
];

const maxDepth = 8;

/** Splits one line into pieces. */
export function discordPieces(line: string, depth = 0): readonly Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  let at = 0;
  while (at < line.length) {
    const found = depth < maxDepth ? pieceAt(line, at, depth) : undefined;
    if (found?.piece.kind === 'text') text += found.piece.text;
    else if (found) {
      if (text !== '') pieces.push({ kind: 'text', text });
      text = '';
      pieces.push(found.piece);
    } else text += line.charAt(at);
    at = found?.end ?? at + 1;
  }
  if (text !== '') pieces.push({ kind: 'text', text });
  return pieces;
}

const mayBegin = /[\\`*_~|<[h]/;

function pieceAt(
  line: string,
  at: number,
  depth: number,
): { piece: Piece; end: number } | undefined {
  if (!mayBegin.test(line.charAt(at))) return undefined;
  for (const { pattern, make } of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (match) return { piece: make(match, depth), end: at + match[0].length };
  }
  return undefined;
}
