import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../base/random.ts';
import { KeyedCooldowns } from './cooldowns.ts';
import { Fingerprint, seedFrom } from './fingerprint.ts';
import { Notices } from './notices.ts';
import { RefusedLately } from './refused-lately.ts';
import { RotatingMap } from './rotating-map.ts';
import { Sanctions } from './sanctions.ts';
import { SlotTable, headerCells } from './slot-table.ts';

const table = (capacity: number) => new SlotTable({ capacity, cells: 2, idleMs: 1000 });

describe('fingerprint', () => {
  test('tells 200,000 ids apart that differ in a digit', () => {
    const print = new Fingerprint(seedFrom(seededRandom(1)));
    const seen = new Set<string>();
    for (let one = 0; one < 200_000; one += 1) {
      print.of(`irc:libera:host:u${one}@host${one % 7}.example.org`);
      seen.add(`${print.high} ${print.low}`);
    }
    expect(seen.size).toBe(200_000);
  });

  test('is another under another secret, and the same under the same', () => {
    const prints = [1, 2, 1].map((seed) => {
      const print = new Fingerprint(seedFrom(seededRandom(seed)));
      print.of('discord:1');
      return [print.high, print.low];
    });
    expect(prints[0]).toEqual(prints[2]);
    expect(prints[0]).not.toEqual(prints[1]);
  });

  test('of two subjects depends on both', () => {
    const print = new Fingerprint(seedFrom(seededRandom(3)));
    const seen = new Set<number>();
    for (const command of ['ai', 'trivia', 'top']) {
      for (let actor = 0; actor < 1000; actor += 1) {
        print.of(command);
        print.with(actor, -actor);
        seen.add(print.high);
      }
    }
    expect(seen.size).toBe(3000);
  });
});

describe('slot table', () => {
  const steps = fc.array(
    fc.record({ key: fc.integer({ min: 0, max: 40 }), remove: fc.boolean() }),
    { maxLength: 300 },
  );

  test('remembers like a map, whatever comes and goes, with keys that all want the same place', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(1, 256, 2 ** 20), (all, apart) => {
        const [slots, map] = [table(64), new Map<number, number>()];
        all.forEach(({ key, remove }, step) => {
          const high = key * apart;
          if (remove) expect(slots.delete(high, key)).toBe(map.delete(key));
          else {
            slots.ints[slots.open(high, key, 5) + headerCells] = step;
            map.set(key, step);
          }
        });
        expect(slots.sizes.size).toBe(map.size);
        for (let key = 0; key <= 40; key += 1) {
          const at = slots.find(key * apart, key);
          expect(at < 0 ? undefined : slots.ints[at + headerCells]).toBe(map.get(key));
        }
      }),
    );
  });

  test('gives a new key a record of zeros, also where another was before', () => {
    const slots = table(1);
    slots.ints.fill(7, slots.open(1, 1, 0) + headerCells);
    const at = slots.open(2, 2, 1);
    expect([slots.ints[at + headerCells], slots.ints[at + headerCells + 1]]).toEqual([0, 0]);
  });

  test('does not take a key for another that shares half its fingerprint', () => {
    const slots = table(8);
    slots.open(5, 6, 0);
    expect([slots.find(5, 7), slots.find(6, 6), slots.find(5, 6)]).toEqual([-1, -1, 0]);
  });

  test('never holds more than its bound, and what is used stays', () => {
    const slots = table(100);
    const random = seededRandom(4);
    for (let one = 0; one < 100_000; one += 1) {
      slots.open(random.below(2 ** 32) | 0, random.below(2 ** 32) | 0, one);
      slots.open(1, 1, one);
      if (slots.sizes.size > 100) throw new Error('Beyond its bound');
    }
    expect(slots.find(1, 1)).toBeGreaterThanOrEqual(0);
    expect(slots.sizes).toMatchObject({ size: 100, capacity: 100, evictions: 99_901 });
  });

  test('sweeps what was not touched for too long, and nothing else', () => {
    const slots = table(10);
    for (let one = 0; one < 10; one += 1) slots.open(one, one, one * 200);
    expect(slots.sweep(2000)).toBe(5);
    expect([4, 5].map((one) => slots.find(one, one) >= 0)).toEqual([false, true]);
  });
});

describe('rotating map', () => {
  test('keeps the worthiest however many come', () => {
    const map = new RotatingMap<number>(64, (value) => value);
    for (let best = 0; best < 7; best += 1) map.set(`best ${best}`, 1e9);
    for (let one = 0; one < 10_000; one += 1) map.set(`one ${one}`, one);
    expect(map.size).toBe(64);
    expect(Array.from({ length: 7 }, (_, best) => map.get(`best ${best}`))).toEqual(
      Array.from({ length: 7 }, () => 1e9),
    );
  });
});

describe('sanctions', () => {
  const open = (capacity: number) => new Sanctions(capacity, (actor) => actor.length);
  const of = (sanctions: Sanctions, actor: string, nowMs: number) =>
    sanctions.mayHold(actor.length) ? sanctions.of({ actor }, nowMs)?.kind : undefined;

  test('hold until their time and no longer', () => {
    const sanctions = open(4);
    sanctions.begin({ actor: 'ann', kind: 'muted', sinceMs: 0, untilMs: 300 });
    expect([299, 300].map((at) => of(sanctions, 'ann', at))).toEqual(['muted', undefined]);
  });

  test('are about that very actor, not one with the same fingerprint', () => {
    const sanctions = open(4);
    sanctions.begin({ actor: 'ann', kind: 'muted', sinceMs: 0, untilMs: 300 });
    expect(of(sanctions, 'bob', 1)).toBeUndefined();
  });

  test('a shorter one shortens nothing, and the ban outlasts the mute', () => {
    const sanctions = open(4);
    sanctions.begin({ actor: 'ann', kind: 'muted', sinceMs: 0, untilMs: 300 });
    sanctions.begin({ actor: 'ann', kind: 'muted', sinceMs: 9, untilMs: 200 });
    sanctions.begin({ actor: 'ann', kind: 'banned', sinceMs: 0, untilMs: 500 });
    expect([250, 450].map((at) => of(sanctions, 'ann', at))).toEqual(['banned', 'banned']);
    sanctions.lift({ actor: 'ann' }, 'banned', 10);
    expect([250, 450].map((at) => of(sanctions, 'ann', at))).toEqual(['muted', undefined]);
  });

  test('a flood of mutes ends no ban, and stays in its bound', () => {
    const sanctions = open(50);
    sanctions.begin({ actor: 'ann', kind: 'banned', sinceMs: 0, untilMs: 1e9 });
    for (let one = 0; one < 5000; one += 1)
      sanctions.begin({ actor: `${one}`, kind: 'muted', sinceMs: 0, untilMs: 300 + one });
    expect(of(sanctions, 'ann', 1)).toBe('banned');
    expect(sanctions.sizes.size).toBe(51);
    expect(sanctions.sweep(1e9 - 1)).toBe(50);
    expect(of(sanctions, 'ann', 1)).toBe('banned');
  });
});

describe('keyed cooldowns', () => {
  test('a refund gives back only what is still one’s own', () => {
    const cooldowns = new KeyedCooldowns(8);
    const first = cooldowns.reserve('#a', 'ai', 100);
    const second = cooldowns.reserve('#a', 'ai', 250);
    cooldowns.refund('#a', 'ai', first);
    expect(cooldowns.waitMs('#a', 'ai', 150)).toBe(100);
    cooldowns.refund('#a', 'ai', second);
    expect(cooldowns.waitMs('#a', 'ai', 150)).toBe(0);
  });

  test('are apart by channel and by command, and bounded', () => {
    const cooldowns = new KeyedCooldowns(8);
    for (let one = 0; one < 1000; one += 1) cooldowns.reserve(`#${one}`, 'ai', 1000 + one);
    expect(cooldowns.sizes.size).toBe(8);
    expect(cooldowns.waitMs('#999', 'ai', 0)).toBe(1999);
    expect(cooldowns.waitMs('#999', 'trivia', 0)).toBe(0);
  });
});

describe('notices', () => {
  test('are due once in thirty seconds for each', () => {
    const notices = new Notices(8, 1e6);
    const due = (who: number, nowMs: number) => notices.due(who, who, nowMs, 30_000);
    expect([due(1, 0), due(1, 29_999), due(2, 29_999), due(1, 30_000)]).toEqual([
      ...[true, false],
      ...[true, true],
    ]);
  });
});

describe('refused lately', () => {
  test('counts refusals in a row, and keeps its size', () => {
    const refused = new RefusedLately(16);
    const note = (actor: string, high: number, sinceMs: number) =>
      refused.note(high, {
        ...{ actor, name: undefined, stage: 'window', reason: 'too-fast', where: undefined },
        ...{ sinceMs, untilMs: sinceMs + 10 },
      });
    for (const at of [0, 5, 50_000]) note('ann', 1, at);
    expect(refused.all()[0]).toMatchObject({ refusals: 3, sinceMs: 0, untilMs: 50_010 });
    note('ann', 1, 120_000);
    expect(refused.all()[0]).toMatchObject({ refusals: 1, sinceMs: 120_000 });
    for (let one = 0; one < 1000; one += 1) note(`${one}`, one, 0);
    expect(refused.sizes).toMatchObject({ size: 16, capacity: 16 });
  });
});
