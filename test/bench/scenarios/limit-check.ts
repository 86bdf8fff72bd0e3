import { RateLimitManager } from '@sapphire/ratelimits';
import Bottleneck from 'bottleneck';
import { RateLimiter } from 'limiter';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { seededRandom } from '../../../src/base/random.ts';
import { Fingerprint, seedFrom } from '../../../src/guard/fingerprint.ts';
import { SlotTable, headerCells, tickOf } from '../../../src/guard/slot-table.ts';
import { tokenBucket } from '../../../src/guard/token-bucket.ts';
import { type Row, type Scenario, type Subject, atMost } from '../measurement.ts';
import { Rounds } from '../statistics.ts';
import { idOf, shuffled } from './guard.ts';

const keys = 10_000;
const limit = { burst: 20, perMinute: 20 };

/** Asks one limit of many keys whether one more is within it. */
type Check = (key: string) => unknown;

/** Each as its own manual has it, in memory, twenty a minute and key. Time is read by each, by ours too. */
const contenders: Readonly<Partial<Record<Subject, () => Check>>> = {
  castellan: () => {
    const print = new Fingerprint(seedFrom(seededRandom(1)));
    const table = new SlotTable({ capacity: 16_384, cells: 2, idleMs: 60_000 });
    return (key) => {
      const nowMs = performance.now();
      print.of(key);
      const at = (table.open(print.high, print.low, tickOf(nowMs)) + headerCells) / 2;
      if (tokenBucket.waitMs(table.floats, at, nowMs, limit) > 0) return false;
      tokenBucket.take(table.floats, at, nowMs, limit);
      return true;
    };
  },
  'rate-limiter-flexible': () => {
    const memory = new RateLimiterMemory({ points: 20, duration: 60 });
    return (key) => memory.consume(key).catch(() => false);
  },
  limiter: () => {
    const limiters = new Map<string, RateLimiter>();
    return (key) => {
      let one = limiters.get(key);
      if (!one)
        limiters.set(key, (one = new RateLimiter({ tokensPerInterval: 20, interval: 'minute' })));
      return one.tryRemoveTokens(1);
    };
  },
  '@sapphire/ratelimits': () => {
    const manager = new RateLimitManager(60_000, 20);
    return (key) => {
      const one = manager.acquire(key);
      if (one.limited) return false;
      one.consume();
      return true;
    };
  },
  bottleneck: () => {
    const group = new Bottleneck.Group({
      ...{ reservoir: 20, reservoirRefreshAmount: 20, reservoirRefreshInterval: 60_000 },
      ...{ highWater: 0, strategy: Bottleneck.strategy.OVERFLOW },
    });
    return (key) =>
      group
        .key(key)
        .schedule(() => Promise.resolve(true))
        .catch(() => false);
  },
};

/** Bottleneck schedules work rather than checks limits: it gets fewer turns, and fewer keys. */
const slow: ReadonlySet<string> = new Set(['bottleneck']);

/** One limit, ten thousand keys: ours against the libraries that people take for it. */
export const limitCheck: Scenario = {
  name: 'limit-check',
  about: 'A single limit check at 10,000 keys, against the libraries',
  async run({ quick, note }) {
    const [rounds, count] = quick ? [3, 50_000] : [7, 300_000];
    const ids = Array.from({ length: keys }, (_, one) => idOf(one));
    const found = new Rounds();
    const field = subjects.map((subject) => ({ subject, check: contenders[subject]?.() }));
    for (let round = -1; round < rounds; round += 1) {
      for (const { subject, check } of field) {
        if (!check) continue;
        const few = slow.has(subject);
        const order = shuffled(few ? 300 : count, few ? 100 : keys);
        const ns = await nanosecondsEachOf(order, (one) => check(ids[one] ?? ''));
        if (round >= 0) found.note(round, subject, ns);
      }
      note(`round ${round + 2} of ${rounds + 1}`);
    }
    return againstEach(this.name, found);
  },
};

const subjects = [
  'castellan',
  'rate-limiter-flexible',
  'limiter',
  '@sapphire/ratelimits',
  'bottleneck',
] as const satisfies readonly Subject[];

/** A thousand at a time, as a busy program would wait for them. */
async function nanosecondsEachOf(
  order: Int32Array,
  check: (one: number) => unknown,
): Promise<number> {
  const before = process.cpuUsage();
  for (let start = 0; start < order.length; start += 1000) {
    const answers: unknown[] = [];
    for (const one of order.subarray(start, start + 1000)) answers.push(check(one));
    if (answers[0] instanceof Promise) await Promise.all(answers);
  }
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / order.length;
}

function againstEach(scenario: string, found: Rounds): readonly Row[] {
  const all = found.values();
  return subjects.slice(1).map((against) => ({
    ...{ scenario, what: 'one limit check', unit: 'ns', against },
    values: { castellan: all.castellan ?? Number.NaN, [against]: all[against] ?? Number.NaN },
    ratio: found.ratio('castellan', against),
    ...(against === 'rate-limiter-flexible' && { target: atMost(1 / 8) }),
  }));
}
