import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { type Lifetime, lifetime } from '../../src/base/lifetime.ts';
import { memoryLog } from '../../src/base/log.ts';
import { openCache } from '../../src/core/cache/cache.ts';
import { localKind, sharedKind } from '../../src/core/cache/kind.ts';
import { redisStore } from '../../src/core/cache/redis-store.ts';
import { redisSignals } from '../../src/core/signals/redis-signals.ts';
import { openRedis } from '../../src/storage/redis.ts';
import { testCertificates } from '../support/certificates.ts';
import { type RedisServer, redisPrefix, redisServer } from '../support/redis-server.ts';

async function server(tls?: { cert: string; key: string }): Promise<RedisServer> {
  const redis = await redisServer(tls);
  onTestFinished(() => redis.remove());
  await redis.start();
  return redis;
}

/** Looks until something holds; how long that takes is not what is tested, but a test must end. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 20_000;
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error(`It never came to ${String(holds)}`);
    await pause(10);
  }
}

/** What one process of several has, on a source of numbers that all share. */
async function member({ url }: RedisServer, source: Map<string, number>) {
  const life: Lifetime = lifetime('member');
  onTestFinished(async () => {
    await life.end();
  });
  const log = memoryLog();
  const link = openRedis({ url, prefix: redisPrefix, clock: systemClock, life, log });
  const cache = openCache({ clock: systemClock, log, shared: redisStore(link, log) });
  const signals = redisSignals(link, log);
  const numbers = cache.of(
    sharedKind<number>({
      name: 'numbers',
      decode: (data) => (typeof data === 'number' ? data : undefined),
    }),
  );
  const asked: string[] = [];
  const load = (key: string) => () => {
    asked.push(key);
    return Promise.resolve(source.get(key));
  };
  await until(() => link.ready());
  return {
    ...{ link, cache, log, asked, signals, life },
    read: (key: string, options = {}) =>
      numbers.read(key, load(key), { tags: [`n:${key}`], ...options }),
    /** Changes the source, then tells of it. */
    async change(key: string, value: number) {
      source.set(key, value);
      await cache.touch(`n:${key}`);
    },
  };
}

test('what one process has read, another finds; what one changes, another reads anew', async () => {
  const redis = await server();
  const source = new Map([['a', 1]]);
  const [ann, bob] = [await member(redis, source), await member(redis, source)];
  expect(await ann.read('a')).toBe(1);
  expect(await ann.read('none')).toBeUndefined();
  expect([await bob.read('a'), await bob.read('none')]).toEqual([1, undefined]);
  expect(bob.asked).toEqual([]);
  expect(bob.cache.stats()).toMatchObject({ sharedHits: 2, misses: 2, hits: 0 });

  await bob.change('a', 2);
  expect(await bob.read('a')).toBe(2);
  await until(async () => (await ann.read('a')) === 2);
});

test(
  'Redis gone and back changes nothing but speed: no read is stale, and none fails',
  {
    timeout: 60_000,
  },
  async () => {
    const redis = await server();
    const source = new Map([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
    const [ann, bob] = [await member(redis, source), await member(redis, source)];
    const readAll = async (one: typeof ann) =>
      new Map(
        await Promise.all(
          [...source.keys()].map(async (key) => [key, await one.read(key)] as const),
        ),
      );
    expect(await readAll(ann)).toEqual(source);
    expect(await readAll(bob)).toEqual(source);

    await redis.kill();
    await until(() => !ann.link.ready() && !bob.link.ready());
    // Each sees at once what the other has changed, though neither can hear the other.
    for (let value = 2; value < 5; value += 1) {
      await bob.change('a', value);
      await ann.change('b', value);
      expect([await readAll(ann), await readAll(bob)]).toEqual([source, source]);
    }
    await bob.change('c', 99);

    // What it kept on its disk is from before all that.
    await redis.start();
    while (!ann.link.ready() || !bob.link.ready()) {
      expect([await readAll(ann), await readAll(bob)]).toEqual([source, source]);
      await pause(1);
    }
    expect([await readAll(ann), await readAll(bob)]).toEqual([source, source]);
    await pause(50);
    const before = ann.asked.length;
    await readAll(ann);
    await readAll(ann);
    expect(ann.asked.length - before).toBeLessThanOrEqual(source.size);
    await bob.change('a', 7);
    await until(async () => (await ann.read('a')) === 7);
  },
);

test(
  'changes are never lost to the writer, however often Redis is stopped',
  {
    timeout: 90_000,
  },
  async () => {
    const redis = await server();
    const source = new Map([['a', 0]]);
    const [ann, bob] = [await member(redis, source), await member(redis, source)];
    let stopped = false;
    const isStopped = () => stopped;
    const stops = (async () => {
      for (let round = 0; round < 5; round += 1) {
        await pause(200);
        await redis.kill();
        await pause(100);
        await redis.start();
        await until(() => ann.link.ready() && bob.link.ready());
      }
      stopped = true;
    })();
    let value = 0;
    // The stops go on beside this.
    while (!isStopped()) {
      await bob.change('a', (value += 1));
      expect(await bob.read('a')).toBe(value);
      await ann.read('a');
      await pause(1);
    }
    await stops;
    await bob.change('a', -1);
    await until(async () => (await ann.read('a')) === -1);
    expect(value).toBeGreaterThan(50);
  },
);

test(
  'a Redis that neither answers nor goes away is left alone until it does',
  {
    timeout: 60_000,
  },
  async () => {
    const redis = await server();
    const source = new Map([['a', 1]]);
    const ann = await member(redis, source);
    await ann.read('a');
    redis.freeze();
    source.set('a', 2);
    await ann.cache.touch('n:a');
    expect(await ann.read('a')).toBe(2);
    await until(() => !ann.link.ready());
    source.set('a', 3);
    expect(await ann.read('a')).toBe(3);
    redis.thaw();
    await until(() => ann.link.ready());
    expect(await ann.read('a')).toBe(3);
  },
);

test('only what was declared to be shared is there, under our prefix, and ends by itself', async () => {
  const redis = await server();
  const ann = await member(redis, new Map([['a', 1]]));
  const own = ann.cache.of(localKind<{ token: string }>({ name: 'own' }));
  await own.read('x', () => Promise.resolve({ token: 'hunter2' }));
  await ann.read('a');
  const admin = new Redis(redis.adminUrl, { lazyConnect: true });
  onTestFinished(() => admin.disconnect());
  await admin.connect();
  const keys = (await admin.keys('*')).sort();
  const values = await admin.mget(keys);
  const lives = await Promise.all(keys.map((key) => admin.pttl(key)));

  expect(keys).toEqual([`${redisPrefix}entry:numbers:a`, `${redisPrefix}mark`]);
  expect(values.join()).not.toContain('hunter2');
  expect(Math.min(...lives)).toBeGreaterThan(0);
});

test(
  'signals reach other processes, those said meanwhile when Redis is back, and gaps are told',
  {
    timeout: 60_000,
  },
  async () => {
    const redis = await server();
    const [ann, bob] = [await member(redis, new Map()), await member(redis, new Map())];
    const heard: string[] = [];
    ann.signals.subscribe('settings', (text) => void heard.push(text));
    ann.signals.onGap(() => void heard.push('gap'));
    bob.signals.publish('settings', '1');
    ann.signals.publish('settings', 'own');
    await until(() => heard.length === 2);
    await redis.kill();
    await until(() => !ann.link.ready() && !bob.link.ready());
    bob.signals.publish('settings', '2');
    await redis.start();
    await until(() => ann.link.ready() && bob.link.ready());
    bob.signals.publish('settings', '3');
    await until(() => heard.includes('3'));

    expect([...heard.slice(0, 2)].sort()).toEqual(['1', 'own']);
    expect(heard).toContain('gap');
  },
);

test(
  'a server with TLS, a user and a password is reached by rediss://, and a wrong password is said',
  {
    timeout: 60_000,
  },
  async () => {
    const certificates = testCertificates();
    onTestFinished(() => certificates.remove());
    const { certFile, key } = certificates.make();
    const keyFile = join(certFile, '..', 'redis.key');
    writeFileSync(keyFile, key);
    const redis = await server({ cert: certFile, key: keyFile });
    const look = async (url: string) => {
      const program = join(import.meta.dirname, '../support/redis-look.ts');
      const env = { ...process.env, NODE_EXTRA_CA_CERTS: certFile };
      return (await promisify(execFile)(process.execPath, [program, url], { env })).stdout.trim();
    };

    expect(await look(redis.url)).toBe('fine');
    expect(await look(redis.url.replace(':cat@', ':dog@'))).toMatch(/WRONGPASS/);
    expect(await look('redis://127.0.0.1:1')).toMatch(/ECONNREFUSED|closed/);
  },
);
