import { expect, test } from 'vitest';
import { castle } from '../../../test/support/bench-of-commands.ts';
import { type ManualClock, manualClock } from '../../base/clock.ts';
import { spaceId } from '../../base/ids.ts';
import { lifetime } from '../../base/lifetime.ts';
import { silentLog } from '../../base/log.ts';
import type { InboundEvent } from '../../core/event.ts';
import type { JobRunner } from '../../core/jobs/jobs.ts';
import { KnownPlaces } from '../known-places.ts';
import { watchLeaving } from './left-spaces.ts';
import { dayMs } from './retention.ts';

const space = spaceId('irc:libera:#castle');
const event = (kind: 'space-joined' | 'space-left'): InboundEvent => ({
  ...{ kind, atMs: 0, where: castle, space, name: '#castle', members: 3 },
});

type Waiting = Map<string, { readonly payload: unknown; readonly dueAtMs: number }>;

/** A program that starts now, with what waits in its database. */
function started(clock: ManualClock, waiting: Waiting) {
  const forgotten: string[] = [];
  const places = new KnownPlaces(clock);
  let runner: JobRunner | undefined;
  const jobs = {
    at: ({ id, payload, dueAtMs }: { id: string; payload: unknown; dueAtMs: number }) =>
      Promise.resolve(void waiting.set(id, { payload, dueAtMs })),
    cancel: (id: string) => Promise.resolve(waiting.delete(id)),
    run: (_kind: string, given: JobRunner) => {
      runner = given;
      return () => {};
    },
  };
  const hears = watchLeaving(
    { clock, log: silentLog, life: lifetime('leaving') },
    {
      ...{ places, jobs: jobs as never },
      ports: { settings: { readNumber: () => 30 } as never },
    },
    { forget: (one) => Promise.resolve(forgotten.push(one)) },
  );
  return {
    forgotten,
    hears(kind: 'space-joined' | 'space-left') {
      places.see(event(kind));
      hears(event(kind));
    },
    /** Does what is due, as the scheduler would. */
    async works() {
      for (const [id, { payload, dueAtMs }] of [...waiting]) {
        if (dueAtMs > clock.now()) continue;
        waiting.delete(id);
        await runner?.(payload, new AbortController().signal, {
          id,
          turnAtMs: dueAtMs,
          attempt: 1,
        });
      }
    },
  };
}

test('a space that was left is forgotten after its days, not before', async () => {
  const clock = manualClock();
  const bot = started(clock, new Map());
  bot.hears('space-joined');
  bot.hears('space-left');
  await clock.advance(30 * dayMs - 1);
  await bot.works();
  expect(bot.forgotten).toEqual([]);

  await clock.advance(1);
  await bot.works();
  expect(bot.forgotten).toEqual([space]);
});

test('a space that the bot was asked back to while the program was not running is kept', async () => {
  const clock = manualClock();
  const waiting: Waiting = new Map();
  started(clock, waiting).hears('space-left');
  await clock.advance(40 * dayMs);
  const again = started(clock, waiting);
  // The scheduler is sooner than the networks.
  await again.works();
  again.hears('space-joined');
  await clock.advance(dayMs);
  await again.works();

  expect(again.forgotten).toEqual([]);
  expect(waiting.size).toBe(0);
});

test('one that it is not in after all is forgotten once it is known where the bot is', async () => {
  const clock = manualClock();
  const waiting: Waiting = new Map();
  started(clock, waiting).hears('space-left');
  await clock.advance(40 * dayMs);
  const again = started(clock, waiting);
  await again.works();
  await clock.advance(600_000);
  await again.works();

  expect(again.forgotten).toEqual([space]);
});
