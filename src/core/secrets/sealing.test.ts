import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../base/random.ts';
import { freshKey, keyText, keyringFrom } from './keyring.ts';
import { open, parseSealed, seal } from './sealing.ts';

const key = freshKey(seededRandom(1));
const opened = (text: string, place: string): string | undefined => {
  const sealed = parseSealed(text);
  return sealed && open(sealed, place, key);
};

test('whatever is sealed opens in its place, and nowhere else', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string(),
      fc.string(),
      (plain, place, elsewhere) => {
        const sealed = seal(plain, place, key);
        expect(opened(sealed, place)).toBe(plain.toWellFormed());
        if (elsewhere !== place) expect(opened(sealed, elsewhere)).toBeUndefined();
      },
    ),
  );
});

test('a sealed text of which one bit was changed does not open', () => {
  const sealed = seal('a secret', 'here', key);
  const [format = '', id = '', nonce = '', whole = ''] = sealed.split(':');
  const bytes = Buffer.from(whole, 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const text = [format, id, nonce, changed.toString('base64url')].join(':');
    expect(opened(text, 'here')).toBeUndefined();
  }
});

test('the same text sealed twice looks different', () => {
  expect(seal('a', 'here', key)).not.toBe(seal('a', 'here', key));
});

test.each(['', 'v1', 'v2:a:b:c', 'v1::AAAAAAAAAAAAAAAA:AAAA', 'v1:a:AAAA:AAAA', 'plain text'])(
  'what was never sealed is not opened: %j',
  (text) => {
    expect(parseSealed(text)).toBeUndefined();
  },
);

test('keys are read from a file with remarks and from one line with commas, newest first', () => {
  const [one, two] = [freshKey(seededRandom(1)), freshKey(seededRandom(2))];
  const file = ['# remark', keyText(one), '', keyText(two), ''].join('\n');

  expect(keyringFrom(file).keys).toEqual([one, two]);
  expect(keyringFrom(`${keyText(one)}, ${keyText(two)}`).keys).toEqual([one, two]);
  expect(keyringFrom(one.bytes.toString('base64')).keys).toEqual([one]);
});

test.each(['short', 'A'.repeat(44), `${'A'.repeat(42)}!`])(
  'what is no key is refused without being repeated: %s',
  (text) => {
    expect(() => keyringFrom(text)).toThrow(/is 32 bytes as base64/);
    expect(() => keyringFrom(text)).not.toThrow(text);
  },
);
