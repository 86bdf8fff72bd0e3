import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fallbackDecoder, LineReader, maxLineBytes } from './line-reader.ts';

function reading() {
  const lines: string[] = [];
  const odd = { tooLong: 0, endless: 0 };
  const reader = new LineReader(
    {
      line: (text) => lines.push(text),
      tooLong: () => (odd.tooLong += 1),
      endless: () => (odd.endless += 1),
    },
    fallbackDecoder('windows-1252'),
  );
  return { reader, lines, odd };
}

test('the same lines come out however the bytes are cut', () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((text) => text.replace(/[\r\n\0]/g, '') || 'x');
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.array(fc.nat({ max: 20 })), (texts, cuts) => {
      const { reader, lines } = reading();
      const bytes = Buffer.from(texts.map((text) => `${text}\r\n`).join(''));
      let from = 0;
      for (const cut of cuts) {
        reader.push(bytes.subarray(from, Math.min(bytes.length, from + cut)));
        from = Math.min(bytes.length, from + cut);
      }
      reader.push(bytes.subarray(from));
      expect(lines).toEqual(texts);
    }),
  );
});

test('reads a line that is not UTF-8 as windows-1252, and its neighbours as UTF-8', () => {
  const { reader, lines } = reading();
  reader.push(
    Buffer.concat([
      Buffer.from('é\r\n'),
      Buffer.from([0xe9, 0x80, 0x0d, 0x0a]),
      Buffer.from('ü\n'),
    ]),
  );
  expect(lines).toEqual(['é', 'é€', 'ü']);
});

test('drops NUL, stray carriage returns and empty lines', () => {
  const { reader, lines } = reading();
  reader.push(Buffer.from('a\0b\r\n\r\n\nc\rd\n\0\r\n'));
  expect(lines).toEqual(['ab', 'cd']);
});

test('takes 16 KiB, drops what is longer up to its end, and goes on', () => {
  const { reader, lines, odd } = reading();
  reader.push(Buffer.from(`${'x'.repeat(maxLineBytes - 2)}\r\n`));
  reader.push(Buffer.from('y'.repeat(maxLineBytes)));
  reader.push(Buffer.from('y'.repeat(100)));
  reader.push(Buffer.from('end\r\nnext\r\n'));
  reader.push(Buffer.from(`${'z'.repeat(40_000)}\r\nlast\r\n`));
  expect(lines.map(({ length }) => length)).toEqual([maxLineBytes - 2, 4, 4]);
  expect(odd).toEqual({ tooLong: 2, endless: 0 });
});

test('a line without an end costs bounded memory and is reported', () => {
  const { reader, lines, odd } = reading();
  for (let at = 0; at < 100; at += 1) {
    reader.push(Buffer.alloc(65_536, 0x78));
    expect(reader.heldBytes).toBeLessThanOrEqual(maxLineBytes);
  }
  expect(odd.endless).toBeGreaterThan(0);
  expect(lines).toEqual([]);
});
