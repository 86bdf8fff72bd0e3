import type { CronTimes } from './cron.ts';
import { readCron } from './cron.ts';

/** When a job comes. */
export type Schedule =
  | { readonly kind: 'once' }
  | { readonly kind: 'every'; readonly everyMs: number }
  | { readonly kind: 'cron'; readonly pattern: string; readonly zone: string };

/**
 * What becomes of turns that nobody was there for: `once` makes up for all of them with one run, `skip` leaves
 * them out, `each` runs every one, the last hundred at most.
 */
export type Missed = 'once' | 'skip' | 'each';

/** Later than this, a turn counts as missed. */
const missedAfterMs = 60_000;
/** How many missed turns are run one by one. */
const mostCaughtUp = 100;

/** The first turn after an instant; `turnAtMs` is any turn of the job. Undefined when none follows. */
export function turnAfter(
  schedule: Schedule,
  turnAtMs: number,
  afterMs: number,
): number | undefined {
  switch (schedule.kind) {
    case 'once':
      return undefined;
    case 'every': {
      const past = Math.max(0, Math.floor((afterMs - turnAtMs) / schedule.everyMs));
      return turnAtMs + (past + 1) * schedule.everyMs;
    }
    case 'cron':
      return timesOf(schedule).nextAfter(Math.max(turnAtMs, afterMs));
  }
}

/** What is kept was read before it was kept. */
function timesOf({ pattern, zone }: Extract<Schedule, { kind: 'cron' }>): CronTimes {
  const times = readCron(pattern, zone);
  if (!times.ok) throw new RangeError(`"${pattern}" (${zone}) is no cron schedule any more`);
  return times.value;
}

interface Due {
  readonly schedule: Schedule;
  readonly missed: Missed;
  readonly turnAtMs: number;
}

/** What to do now with a turn that is due: run it, or leave it out. */
export function pickUp(
  { schedule, missed, turnAtMs }: Due,
  nowMs: number,
): { readonly run: boolean; readonly turnAtMs: number } {
  if (schedule.kind === 'once') return { run: true, turnAtMs };
  const late = nowMs - turnAtMs > missedAfterMs;
  if (missed === 'skip' && late) return { run: false, turnAtMs };
  return { run: true, turnAtMs: missed === 'each' ? within(schedule, turnAtMs, nowMs) : turnAtMs };
}

/** The turn itself, or when more than a hundred have passed since, the hundredth last. */
function within(schedule: Schedule, turnAtMs: number, nowMs: number): number {
  const passed: number[] = [];
  let turn: number | undefined = turnAtMs;
  if (schedule.kind === 'every') {
    const count = Math.floor((nowMs - turnAtMs) / schedule.everyMs) + 1;
    return turnAtMs + Math.max(0, count - mostCaughtUp) * schedule.everyMs;
  }
  while (turn !== undefined && turn <= nowMs) {
    passed.push(turn);
    if (passed.length > mostCaughtUp) passed.shift();
    turn = turnAfter(schedule, turn, turn);
  }
  return passed[0] ?? turnAtMs;
}

/** The turn that follows one that was run or left out. */
export const following = ({ schedule, missed, turnAtMs }: Due, nowMs: number): number | undefined =>
  turnAfter(schedule, turnAtMs, missed === 'each' ? turnAtMs : Math.max(turnAtMs, nowMs));
