import { truncate } from '../../../base/text.ts';
import { spansOf, type Span } from '../../../core/markup.ts';

/**
 * Card markup as Discord's Markdown: bold, italic and code where the markup says so, and everything
 * else standing for itself. Mentions, custom emojis and web addresses stay what they are.
 */
export function markdown(markup: string, maxLength: number): string {
  const pieces = piecesOf(spansOf(markup.toWellFormed()));
  const whole = joined(pieces);
  return whole.length <= maxLength ? whole : cut(pieces, maxLength);
}

/** A text that shows no formatting at all (buttons, footers, select menus): words alone, cut with "…". */
export const plainText = (text: string, maxLength: number): string =>
  maxLength <= 0 ? '' : truncate(text.toWellFormed(), maxLength);

/** A stretch of text that is shown whole or not at all, with the marks around it. */
interface Piece {
  readonly marks: string;
  readonly text: string;
}

const noMarks = '';

function piecesOf(spans: readonly Span[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let lineStarts = true;
  for (const span of spans) {
    const marks = `${span.bold ? '**' : ''}${span.italic ? '*' : ''}`;
    if (span.code) pieces.push({ marks: noMarks, text: codeSpan(span.text) });
    else
      for (const token of tokens(span.text)) {
        const space = token.trim() === '';
        pieces.push({ marks: space ? noMarks : marks, text: harmless(token, lineStarts) });
        lineStarts = token === '\n' || (space && lineStarts);
      }
    if (span.code) lineStarts = false;
  }
  return pieces;
}

/** Words, spaces, what stays as it is, what would be formatting, and all other characters one by one. */
const token =
  /<@[!&]?\d{1,20}>|<#\d{1,20}>|<a?:\w{2,32}:\d{1,20}>|https?:\/\/[^\s<>]+[^\s<>.,:;"')\]*_~`|\\]|\n|[^\S\n]+|[\p{L}\p{N}]+|\]\(|\|{2,}|~{2,}|<(?:t:|id:|\/)|[\s\S]/gu;

const tokens = (text: string): readonly string[] => text.match(token) ?? [];

const alwaysFormats = /^(?:[\\*_`]|\|{2,}|~{2,})$/;
const startsLines = /^[>#+-]$/;
/** The beginnings of timestamps and command links; mentions and emojis are kept. */
const opensTag = /^<./;

function harmless(text: string, lineStarts: boolean): string {
  if (text === '](') return ']\\(';
  if (alwaysFormats.test(text)) return text.replace(/./g, '\\$&');
  const formats =
    (lineStarts && startsLines.test(text)) || (opensTag.test(text) && !keptTag.test(text));
  return formats ? `\\${text}` : text;
}

const keptTag = /\d>$/;

/** Inside code nothing can be escaped: a longer fence keeps backticks in. */
function codeSpan(text: string): string {
  if (text.trim() === '') return text;
  if (!text.includes('`')) return `\`${text}\``;
  const inner = text.replace(/`{2,}/g, (run) => 'ˋ'.repeat(run.length));
  return `\`\` ${inner} \`\``;
}

function joined(pieces: readonly Piece[]): string {
  let text = '';
  let open = noMarks;
  let gap = '';
  for (const piece of pieces) {
    if (piece.marks === noMarks && piece.text.trim() === '') {
      gap += piece.text;
      continue;
    }
    if (piece.marks !== open) {
      text += open + gap;
      // Marks that touch would be read as other marks.
      if (gap === '' && open !== noMarks && piece.marks !== noMarks) text += '\u200b';
      text += piece.marks;
      open = piece.marks;
    } else text += gap;
    gap = '';
    text += piece.text;
  }
  return text + open + gap;
}

const ellipsis: Piece = { marks: noMarks, text: '…' };

/** The most pieces that fit with "…" behind them. */
function cut(pieces: readonly Piece[], maxLength: number): string {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (joined([...pieces.slice(0, middle), ellipsis]).length <= maxLength) low = middle;
    else high = middle - 1;
  }
  const fits = joined([...pieces.slice(0, low), ellipsis]);
  return fits.length <= maxLength ? fits : '';
}
