import type { Clock } from '../base/clock.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { Alerts } from '../core/alerts/alerts.ts';
import type { Product } from '../core/commands/ports.ts';
import {
  connectionCheck,
  errorCheck,
  hookCheck,
  jobCheck,
  lagCheck,
} from '../core/health/checks.ts';
import type { Vitals } from '../core/health/desk.ts';
import { recentSums } from '../core/health/error-rate.ts';
import { type Health, openHealth } from '../core/health/health.ts';
import { type LagMeter, lagMeter } from '../core/health/lag-meter.ts';
import type { HookBus } from '../core/hooks/bus.ts';
import type { HookDesk } from '../core/hooks/desk.ts';
import type { JobDesk } from '../core/jobs/desk.ts';
import type { Keep } from '../core/keep/keep.ts';
import { keepStore } from '../core/keep/store.ts';
import type { Metrics } from '../core/metrics/metrics.ts';
import type { Database } from '../storage/index.ts';
import type { ConnectionBoard } from './connections.ts';
import type { LogTap, TappedLine } from './log-tap.ts';

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
  readonly product: Product;
  readonly database: Database;
  readonly keep: Keep;
  readonly alerts: Alerts;
  readonly metrics: Metrics;
  readonly jobs: JobDesk;
  readonly board: ConnectionBoard;
  readonly bus: HookBus;
  readonly hooks: Pick<HookDesk, 'list' | 'sums'>;
}

const keptAs = 'health.history';

/** The health of this instance, with the parts that every one has. */
export function openOwnHealth(parts: Parts): Health {
  const { clock, log, life, alerts, metrics, jobs, board, hooks, bus, keep } = parts;
  const lag = lagMeter(clock, life);
  const store = keepStore(parts.database);
  const health = openHealth({
    ...{ clock, log, life, alerts },
    vitals: vitalsOf(parts, lag),
    past: { load: () => keep.load(keptAs), save: (text) => store.put(keptAs, text) },
    changed: (before, after) =>
      bus.emit({ kind: 'health-changed', atMs: clock.now(), before, after }),
  });
  const { recent } = recentSums(() => metrics.tally(), clock, life);
  for (const check of [
    connectionCheck(() => board.list()),
    errorCheck(recent),
    lagCheck(lag),
    hookCheck(hooks, clock),
    jobCheck(jobs),
  ])
    health.add(check);
  metrics.watch(
    'castellan_loop_lag_seconds',
    'How late timers come, on average',
    () => lag.lagMs() / 1000,
  );
  return health;
}

/** What went wrong is remembered as the log has it. */
export const noteErrors = (tap: LogTap, health: Pick<Health, 'note'>): (() => void) =>
  tap.follow('error', (line) =>
    health.note({ ...{ atMs: line.atMs, message: line.message }, ...factsIn(line) }),
  );

function factsIn({ facts }: TappedLine): { problem?: string; reference?: string } {
  const failure = facts['err'] ?? facts['problem'] ?? facts['error'] ?? facts['failure'];
  const problem =
    typeof failure === 'object' && failure !== null && 'message' in failure
      ? failure.message
      : failure;
  const { reference } = facts;
  return {
    ...(typeof problem === 'string' && { problem: problem.slice(0, 300) }),
    ...(typeof reference === 'string' && { reference }),
  };
}

function vitalsOf({ clock, product, metrics, board }: Parts, lag: LagMeter): () => Vitals {
  let [usedBefore, beforeMs] = [process.cpuUsage(), clock.monotonic()];
  return () => {
    const { user, system } = process.cpuUsage(usedBefore);
    const spentMs = Math.max(1, clock.monotonic() - beforeMs);
    [usedBefore, beforeMs] = [process.cpuUsage(), clock.monotonic()];
    const { rss, heapUsed } = process.memoryUsage();
    const { messages, commands, errors } = metrics.tally();
    return {
      cpuPercent: Math.round((user + system) / 10 / spentMs),
      ...{ memoryBytes: rss, heapBytes: heapUsed },
      handles: process.getActiveResourcesInfo().length,
      ...{ lagMs: lag.lagMs(), worstLagMs: lag.worstLagMs() },
      upMs: clock.now() - product.startedAtMs,
      ...{ messages, commands, errors },
      places: board.list().reduce((sum, { spaces }) => sum + spaces, 0),
      runtime: `Node ${process.versions.node} on ${process.platform} ${process.arch}`,
    };
  };
}
