import type { Clock } from '../../src/base/clock.ts';
import { ok, refuse } from '../../src/base/result.ts';
import type { HookDesk, HookView } from '../../src/core/hooks/desk.ts';

const idle: Omit<HookView, 'id' | 'module' | 'kind'> = {
  ...{ lane: 'normal', priority: 0, runs: 0, failures: 0, timeouts: 0, skipped: 0, dropped: 0 },
  ...{ waiting: 0, running: 0, averageMs: 0, longestMs: 0, now: { state: 'ready' } },
};

/** Hooks that exist on paper only: one works, one rests, one is switched off. */
export function sampleHooks(clock: Clock): HookDesk {
  const hooks = new Map<string, HookView>();
  const put = (hook: HookView): HookView => {
    hooks.set(hook.id, hook);
    return hook;
  };
  put({
    ...{ ...idle, id: 'message:karma.thanks', module: 'karma', kind: 'message', runs: 4812 },
    ...{ failures: 3, averageMs: 0.4, longestMs: 61.2, lastRunAtMs: clock.now() - 4000 },
  });
  put({
    ...{ ...idle, id: 'member-joined:greeter', module: 'greeter', kind: 'member-joined', runs: 31 },
    ...{ failures: 5, timeouts: 2, skipped: 7, averageMs: 2140, longestMs: 10_000 },
    now: { state: 'open', sinceMs: clock.now() - 18_000, retryAtMs: clock.now() + 42_000 },
    lastProblem: 'It took longer than 10 s',
    lastRunAtMs: clock.now() - 18_000,
  });
  put({
    ...{ ...idle, id: 'reaction:poll.count', module: 'poll', kind: 'reaction', runs: 90 },
    ...{ lane: 'bulk', now: { state: 'disabled' }, averageMs: 1.2, longestMs: 4 },
  });
  const turn = (id: string, state: 'ready' | 'disabled') => {
    const hook = hooks.get(id);
    if (!hook) return refuse('hooks.unknown', { hook: id });
    if (state === 'ready' && hook.now.state !== 'disabled')
      return refuse('hooks.not-disabled', { hook: id });
    return ok(put({ ...hook, now: { state } }));
  };
  return {
    list: () => [...hooks.values()],
    sums: () => ({
      ...{ waiting: 0, running: 1, dropped: 0, loops: 0, averageWaitMs: 0.2, longestWaitMs: 38 },
    }),
    history: (limit, kind) =>
      [
        {
          ...({
            hook: 'member-joined:greeter',
            kind: 'member-joined',
            outcome: 'timed-out',
          } as const),
          ...{ atMs: clock.now() - 18_000, tookMs: 10_000, problem: 'It took longer than 10 s' },
        },
        {
          ...({ hook: 'message:karma.thanks', kind: 'message', outcome: 'done' } as const),
          ...{ atMs: clock.now() - 4000, tookMs: 0.3 },
        },
      ]
        .filter((call) => kind === undefined || call.kind === kind)
        .slice(0, limit),
    disable: (id) => Promise.resolve(turn(id, 'disabled')),
    enable: (id) => Promise.resolve(turn(id, 'ready')),
    reset(id) {
      const hook = hooks.get(id);
      return hook
        ? ok(put({ ...hook, now: { state: 'ready' } }))
        : refuse('hooks.unknown', { hook: id });
    },
  };
}
