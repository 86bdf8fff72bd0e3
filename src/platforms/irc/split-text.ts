/**
 * Cuts text into pieces of at most `maxBytes` UTF-8 bytes: at words where that loses little, else
 * between graphemes, and inside one only when it is itself too long.
 */
export function splitText(text: string, maxBytes: number): readonly string[] {
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return [text];
  const limit = Math.max(4, maxBytes);
  const pieces: string[] = [];
  for (let from = 0; from < text.length;) {
    const end = endOfPiece(text, from, limit);
    pieces.push(text.slice(from, end));
    from = end;
    while (text.charCodeAt(from) === 32) from += 1;
  }
  return pieces.map((piece) => piece.trimEnd()).filter((piece) => piece !== '');
}

function endOfPiece(text: string, from: number, limit: number): number {
  const window = text.slice(from, from + limit);
  if (from + window.length >= text.length && Buffer.byteLength(window) <= limit) return text.length;
  const hard = from + fitting(window, limit);
  const word = text.lastIndexOf(' ', hard);
  return word > from + (hard - from) / 2 ? word : hard;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How many UTF-16 units of `window` fit, ending between graphemes where one fits at all. */
function fitting(window: string, limit: number): number {
  const units = unitsWithin(window, limit);
  if (units >= window.length) return window.length;
  const start = graphemes.segment(window).containing(units)?.index ?? units;
  return start > 0 ? start : units;
}

/** How many UTF-16 units fit into `limit` bytes, never ending inside a surrogate pair. */
export function unitsWithin(text: string, limit: number): number {
  let bytes = 0;
  let at = 0;
  while (at < text.length) {
    const point = text.codePointAt(at) ?? 0;
    bytes += bytesOf(point);
    if (bytes > limit) return at;
    at += point > 0xffff ? 2 : 1;
  }
  return at;
}

function bytesOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
