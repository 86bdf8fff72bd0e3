import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Audience, maySee, openToAll } from './audience.ts';

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')).map((some) => new Set(some));
const audiences: fc.Arbitrary<Audience> = fc.oneof(
  names.map((except) => ({ everyone: true as const, except })),
  names.map((only) => ({ everyone: false as const, only })),
);

/** Somebody with exactly one role, or none. */
const sees = (audience: Audience, role: string): boolean =>
  audience.everyone ? !audience.except.has(role) : audience.only.has(role);

test('whoever reads what is repeated could have read it where it was said', () => {
  fc.assert(
    fc.property(audiences, audiences, (readers, source) => {
      if (!maySee(readers, source)) return;
      for (const role of ['a', 'b', 'c', 'd', 'none'])
        if (sees(readers, role)) expect(sees(source, role)).toBe(true);
    }),
  );
});

test('what all may see can be repeated anywhere, and anything among the same people', () => {
  fc.assert(
    fc.property(audiences, (one) => {
      expect(maySee(one, openToAll)).toBe(true);
      expect(maySee(one, one)).toBe(true);
    }),
  );
});
