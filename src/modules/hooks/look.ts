import {
  type HookCall,
  type HookView,
  type Say,
  defineCommand,
  formatDuration,
  integer,
  ok,
  optional,
  word,
} from '../../sdk/index.ts';

const listed = 20;
const callsShown = 10;
const callsMost = 50;

export const hookId = word({ example: 'message:karma', maxLength: 200 });

export const hooksList = defineCommand({
  name: 'hooks list',
  aliases: ['hooks', 'eh_list'],
  category: 'operators',
  capability: 'hooks.manage',
  private: true,
  args: {},
  needs: ['hooks', 'clock'],
  run({ hooks, clock }) {
    const all = hooks.list();
    const shown = [...all].sort((a, b) => Number(isWell(a)) - Number(isWell(b))).slice(0, listed);
    return ok({ shown, more: all.length - listed, sums: hooks.sums(), nowMs: clock.now() });
  },
  show: ({ shown, more, sums, nowMs }, say) => ({
    tone: shown.every(isWell) ? 'info' : 'warning',
    title: say('hooks list.title'),
    lines: [
      say('hooks list.sums', {
        ...{ waiting: sums.waiting, running: sums.running, dropped: sums.dropped },
        ...{ average: shownMs(sums.averageWaitMs), longest: shownMs(sums.longestWaitMs) },
      }),
      ...(shown.length === 0 ? [say('hooks list.none')] : []),
      ...shown.map((one) => hookLine(one, nowMs, say)),
      ...(more > 0 ? [say('hooks list.more', { more })] : []),
    ],
  }),
});

const isWell = ({ now }: HookView): boolean => now.state === 'ready';

const shownMs = (ms: number): string => (ms < 10 ? ms.toFixed(1) : String(Math.round(ms)));

/** One hook in one line: its state, how often it ran and failed, how long it takes. */
export function hookLine(hook: HookView, nowMs: number, say: Say): string {
  const { id, now, runs, failures, skipped, dropped, averageMs, longestMs, lastProblem } = hook;
  const retry = now.state === 'open' ? formatDuration(Math.max(0, now.retryAtMs - nowMs)) : '';
  const line = say('hooks line', {
    ...{ hook: id, state: now.state, retry, runs, failures, missed: skipped + dropped },
    ...{ average: shownMs(averageMs), longest: shownMs(longestMs) },
  });
  return lastProblem === undefined
    ? line
    : `${line} ${say('hooks line.problem', { problem: lastProblem })}`;
}

export const hooksHistory = defineCommand({
  name: 'hooks history',
  aliases: ['eh_history', 'hookhistory'],
  category: 'operators',
  capability: 'hooks.manage',
  private: true,
  args: {
    limit: optional(integer({ min: 1, max: callsMost, example: '10' })),
    event: optional(word({ example: 'message', maxLength: 100 })),
  },
  needs: ['hooks', 'clock'],
  run: ({ args, hooks, clock }) =>
    ok({ calls: hooks.history(args.limit ?? callsShown, args.event), nowMs: clock.now() }),
  show: ({ calls, nowMs }, say) => ({
    tone: 'info',
    title: say('hooks history.title'),
    lines:
      calls.length === 0
        ? [say('hooks history.none')]
        : calls.map((call) => callLine(call, nowMs, say)),
  }),
});

const callLine = ({ hook, outcome, atMs, tookMs, problem }: HookCall, nowMs: number, say: Say) =>
  say('hooks history.line', {
    ...{ hook, outcome, ago: formatDuration(Math.max(1000, nowMs - atMs)), took: shownMs(tookMs) },
    problem: problem ?? '',
  });
