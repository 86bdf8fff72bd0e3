import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../base/random.ts';
import { foldOf } from './casefold.ts';
import { maskFits } from './glob.ts';
import { NickAlternatives } from './nick-alternatives.ts';

describe('folding', () => {
  test.each([
    ['ascii', 'AZ[]\\~^', 'az[]\\~^'],
    ['rfc1459', 'AZ[]\\~^', 'az{}|^^'],
    ['rfc1459-strict', 'AZ[]\\~^', 'az{}|~^'],
    ['strict-rfc1459', 'AZ[]\\~^', 'az{}|~^'],
    ['rfc7613', 'ÄZ[', 'äz['],
    ['never-heard-of', 'A[~', 'a{^'],
  ])('by %s', (mapping, text, folded) => {
    expect(foldOf(mapping)(text)).toBe(folded);
  });

  test('folding twice is folding once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ascii', 'rfc1459', 'rfc1459-strict'),
        fc.string(),
        (mapping, text) => {
          const fold = foldOf(mapping);
          expect(fold(fold(text))).toBe(fold(text));
        },
      ),
    );
  });
});

describe('masks', () => {
  const fold = foldOf('ascii');

  test.each([
    ['NickServ!*@services.net', 'nickserv!x@services.net', true],
    ['NickServ!*@services.net', 'nickserv!x@services.net.evil', false],
    ['*!*@*.host', 'a!b@c.host', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['*', '', true],
    ['', 'a', false],
    ['**a**', 'bab', true],
  ])('%s on %s: %s', (mask, text, fits) => {
    expect(maskFits(mask, text, fold)).toBe(fits);
  });

  test('agrees with a pattern of the same meaning, and is never slow', () => {
    const small = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 12 });
    fc.assert(
      fc.property(
        small,
        fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 }),
        (mask, text) => {
          const pattern = new RegExp(`^${mask.replace(/\*+/g, '.*').replaceAll('?', '.')}$`);
          expect(maskFits(mask, text, fold)).toBe(pattern.test(text));
        },
      ),
    );
    expect(maskFits(`${'*a'.repeat(50)}b`, 'a'.repeat(5000), fold)).toBe(false);
  });
});

describe('other nicks', () => {
  test('first the configured ones, then the wanted one with something behind, all within the length', () => {
    const nicks = new NickAlternatives('castellan', ['keeper'], seededRandom(1));
    expect([nicks.next(), nicks.next(), nicks.next()]).toEqual([
      'keeper',
      'castellan_',
      'castellan__',
    ]);
    nicks.shorten();
    for (let at = 0; at < 20; at += 1) expect(nicks.next()).toMatch(/^(castell\d\d|guest\d{4})$/);
  });
});
