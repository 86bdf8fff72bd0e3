import fc from 'fast-check';
import { expect, test } from 'vitest';
import { manualClock } from '../../base/clock.ts';
import { memoryLog, silentLog } from '../../base/log.ts';
import { openCache } from './cache.ts';
import { localKind, sharedKind } from './kind.ts';

function shop(limits: Partial<Parameters<typeof localKind>[0]> = {}) {
  const clock = manualClock();
  const cache = openCache({ clock, log: silentLog });
  const people = cache.of(localKind<{ name: string }>({ name: 'people', ...limits }));
  let asked = 0;
  const load = (name: string | undefined) => () => {
    asked += 1;
    return Promise.resolve(name === undefined ? undefined : { name });
  };
  return { clock, cache, people, load, asked: () => asked };
}

test('what was read is known, until it is too old', async () => {
  const { clock, people, load, asked } = shop({ ttlMs: 1000 });
  await people.read('1', load('ann'));
  expect(await people.read('1', load('bob'))).toEqual({ name: 'ann' });
  await clock.advance(1000);
  expect(await people.read('1', load('bob'))).toEqual({ name: 'bob' });
  expect(asked()).toBe(2);
});

test('that something is not there is known too, for a shorter time', async () => {
  const { clock, people, load, asked } = shop({ ttlMs: 60_000, absentTtlMs: 1000 });
  for (let time = 0; time < 5; time += 1)
    expect(await people.read('9', load(undefined))).toBeUndefined();
  expect(asked()).toBe(1);
  await clock.advance(1000);
  expect(await people.read('9', load('ann'))).toEqual({ name: 'ann' });
});

test('of many who ask at once one asks the source', async () => {
  const { cache, people, load, asked } = shop();
  const found = await Promise.all(Array.from({ length: 50 }, () => people.read('1', load('ann'))));
  expect(new Set(found.map((one) => one?.name))).toEqual(new Set(['ann']));
  expect(asked()).toBe(1);
  expect(cache.stats()).toMatchObject({ reads: 50, misses: 1, joined: 49, hitRate: 98 });
});

test('a source that fails is asked again, and everybody who waited hears of it', async () => {
  const { cache, people, load } = shop();
  const failing = () => Promise.reject(new Error('nobody home'));
  const both = await Promise.allSettled([people.read('1', failing), people.read('1', failing)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await people.read('1', load('ann'))).toEqual({ name: 'ann' });
  expect(cache.stats()).toMatchObject({ readFailures: 1 });
});

test('touching a tag makes worthless what depends on it, and nothing else', async () => {
  const { cache, people, load, asked } = shop();
  await people.read('1', load('ann'), { tags: ['guild:1', 'all'] });
  await people.read('2', load('bob'), { tags: ['guild:2', 'all'] });
  await cache.touch('guild:1');
  await people.read('1', load('anna'), { tags: ['guild:1'] });
  await people.read('2', load('bobby'));
  expect(asked()).toBe(3);
  await people.drop('2');
  expect(await people.read('2', load('bobby'))).toEqual({ name: 'bobby' });
  cache.clear();
  await people.read('1', load('x'));
  expect(asked()).toBe(5);
});

test('an answer that was under way when its data changed is not kept, and nobody new waits for it', async () => {
  const { cache, people, load } = shop();
  let answer = (_: { name: string }) => {};
  const slow = people.read('1', () => new Promise((resolve) => (answer = resolve)), {
    tags: ['guild:1'],
  });
  await cache.touch('guild:1');
  const fresh = await people.read('1', load('new'), { tags: ['guild:1'] });
  answer({ name: 'old' });
  await slow;

  expect(fresh).toEqual({ name: 'new' });
  expect(await people.read('1', load('newest'))).not.toEqual({ name: 'old' });
});

test('the least recently used make room', async () => {
  const { cache, people, load } = shop({ maxEntries: 100 });
  for (let key = 0; key < 1000; key += 1) await people.read(String(key), load('x'));
  expect(cache.stats()).toMatchObject({ entries: 100, kinds: [{ kind: 'people', entries: 100 }] });
});

test('a read may ask the source whatever is known, and is counted apart', async () => {
  const { cache, people, load } = shop();
  await people.read('1', load('ann'));
  expect(await people.read('1', load('bob'), { bypass: true })).toEqual({ name: 'bob' });
  expect(await people.read('1', load('cid'))).toEqual({ name: 'bob' });
  expect(cache.stats()).toMatchObject({
    ...{ reads: 3, bypasses: 1, hits: 1, misses: 1, hitRate: 50, failureRate: 0 },
  });
});

test('kinds have good names, each only once', () => {
  const { cache } = shop();
  expect(() => cache.of(localKind({ name: 'people' }))).toThrow(RangeError);
  expect(() => localKind({ name: 'Bad Name' })).toThrow(RangeError);
});

test('what is no plain data cannot be declared to leave the process', () => {
  class Secret {
    reveal(): string {
      return 'hunter2';
    }
  }
  // @ts-expect-error A secret has methods.
  sharedKind<Secret>({ name: 'secret', decode: () => undefined });
  // @ts-expect-error Nor may one hide inside plain data.
  sharedKind<{ readonly token: Secret }>({ name: 'secret', decode: () => undefined });
  expect(
    sharedKind<{ readonly id: string }>({ name: 'plain', decode: () => undefined }).shared,
  ).toBeDefined();
});

/** What may happen between two reads. */
const step = fc.oneof(
  fc.record({ do: fc.constant('read' as const), key: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ do: fc.constant('change' as const), key: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ do: fc.constant('wait' as const), key: fc.integer({ min: 0, max: 50 }) }),
);

test('nobody reads what was before a change that was told, in whatever order things happen', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const clock = manualClock();
      const cache = openCache({ clock, log: memoryLog() });
      const numbers = cache.of(localKind<number>({ name: 'numbers', ttlMs: 100, maxEntries: 3 }));
      const source = [0, 0, 0, 0];
      const running: Promise<void>[] = [];
      for (const { do: what, key } of steps) {
        if (what === 'wait') await clock.advance(key);
        else if (what === 'change') {
          source[key] = (source[key] ?? 0) + 1;
          void cache.touch(`n${key}`);
        } else {
          const least = source[key] ?? 0;
          const load = async () => {
            const value = source[key];
            await new Promise<void>((resolve) => clock.after(20, resolve));
            return value;
          };
          running.push(
            numbers.read(String(key), load, { tags: [`n${key}`] }).then((read) => {
              expect(read).toBeGreaterThanOrEqual(least);
            }),
          );
        }
      }
      await clock.advance(1000);
      await Promise.all(running);
    }),
  );
});
