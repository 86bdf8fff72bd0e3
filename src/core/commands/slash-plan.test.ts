import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Candidate, planSlash, slashLimits } from './slash-plan.ts';

const name = fc.stringMatching(/^[a-z]{1,8}$/);
const candidate: fc.Arbitrary<Candidate> = fc.record({
  name,
  pinned: fc.boolean(),
  open: fc.boolean(),
  holds: fc.integer({ min: 1, max: 25 }),
  uses: fc.integer({ min: 0, max: 200 }),
});
const many = (maxLength: number, of = candidate) =>
  fc.uniqueArray(of, { selector: (one) => one.name, maxLength, size: 'max' });
const few = { limit: 10, warn: 7, safe: 8 };
const nobody: ReadonlySet<string> = new Set();
const numbered = (count: number, uses: (at: number) => number = () => 0): Candidate[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{
      name: `c${String(at).padStart(3, '0')}`,
      pinned: false,
      open: true,
      holds: 1,
      uses: uses(at),
    },
  }));

test('a plan holds the limit, loses nobody, and lets only pins go beyond what is safe', () => {
  fc.assert(
    fc.property(many(30), fc.array(name), (candidates, before) => {
      const { native, left } = planSlash(candidates, new Set(before), few);
      expect(native.length).toBeLessThanOrEqual(few.limit);
      expect([...native, ...left].sort()).toEqual(candidates.map((one) => one.name).sort());
      const pins = candidates.filter((one) => one.pinned && native.includes(one.name)).length;
      expect(native.length - pins).toBeLessThanOrEqual(Math.max(0, few.safe - pins));
      if (candidates.length <= few.safe) expect(left).toEqual([]);
    }),
  );
});

test('the order in which commands come makes no difference', () => {
  fc.assert(
    fc.property(many(30), fc.array(name), fc.nat(), (candidates, before, turn) => {
      const at = candidates.length === 0 ? 0 : turn % candidates.length;
      const turned = [...candidates.slice(at), ...candidates.slice(0, at)].reverse();
      const known = new Set(before);
      expect(planSlash(turned, known, few)).toEqual(planSlash(candidates, known, few));
    }),
  );
});

test('planned again without a change, nothing changes', () => {
  fc.assert(
    fc.property(many(30), fc.array(name), (candidates, before) => {
      const first = planSlash(candidates, new Set(before), few);
      expect(planSlash(candidates, new Set(first.native), few)).toEqual(first);
    }),
  );
});

test('a little more or less use changes nothing', () => {
  const unpinned = candidate.map((one) => ({ ...one, pinned: false }));
  const shifts = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 30, maxLength: 30 });
  fc.assert(
    fc.property(many(30, unpinned), shifts, (candidates, by) => {
      const first = planSlash(candidates, nobody, few);
      const later = candidates.map((one, at) => ({
        ...one,
        uses: Math.max(0, one.uses + (by[at] ?? 0)),
      }));
      expect(planSlash(later, new Set(first.native), few)).toEqual(first);
    }),
  );
});

test('what takes a place by use does not lose it again when use goes back to where it was', () => {
  fc.assert(
    fc.property(many(30), many(30), (candidates, others) => {
      const usesThen = new Map(others.map((one) => [one.name, one.uses]));
      const then = candidates.map((one) => ({ ...one, uses: usesThen.get(one.name) ?? one.uses }));
      const first = new Set(planSlash(candidates, nobody, few).native);
      const second = new Set(planSlash(then, first, few).native);
      const third = new Set(planSlash(then, second, few).native);
      expect(third).toEqual(second);
    }),
  );
});

test('a pinned command has a place before every one that is only used', () => {
  fc.assert(
    fc.property(many(30), fc.array(name), (candidates, before) => {
      const { native } = planSlash(candidates, new Set(before), few);
      const left = candidates.filter((one) => one.pinned && !native.includes(one.name));
      if (left.length > 0) expect(native.length).toBe(few.limit);
    }),
  );
});

test('of 150 the most used 95 stand in the menu', () => {
  const { native, left, fullness } = planSlash(
    numbered(150, (at) => at),
    nobody,
  );

  expect(native).toHaveLength(slashLimits.safe);
  expect(left).toEqual(
    numbered(150)
      .slice(0, 55)
      .map((one) => one.name),
  );
  expect(fullness).toBe('full');
});

test('of those that nobody used, families come first, then what is for everyone', () => {
  const [family, open, closed] = [
    { ...numbered(1)[0]!, name: 'z', holds: 2, open: false },
    { ...numbered(1)[0]!, name: 'y' },
    { ...numbered(1)[0]!, name: 'x', open: false },
  ];
  const two = { limit: 2, warn: 2, safe: 2 };

  expect(planSlash([closed, open, family], nobody, two).left).toEqual(['x']);
  expect(planSlash([closed, family, open], nobody, { ...two, safe: 1 }).native).toEqual(['z']);
});

test('one that is used clearly more takes the place of the least used', () => {
  const before = new Set(planSlash(numbered(9), nobody, few).native);
  expect(before.has('c008')).toBe(false);

  const slightly = numbered(9, (at) => (at === 8 ? 5 : 0));
  const clearly = numbered(9, (at) => (at === 8 ? 6 : 0));

  expect(planSlash(slightly, before, few).left).toEqual(['c008']);
  expect(planSlash(clearly, before, few).left).toEqual(['c007']);
});

test.each([
  [89, 'fine'],
  [90, 'near'],
  [94, 'near'],
  [95, 'full'],
  [96, 'full'],
] as const)('%i commands are %s', (count, fullness) => {
  expect(planSlash(numbered(count), nobody).fullness).toBe(fullness);
});
