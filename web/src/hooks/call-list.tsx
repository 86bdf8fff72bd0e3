import type { HookCallEntry } from '../../../src/dashboard/hooks-wire.ts';
import { useLookedAt } from '../data/use-looked-at.ts';
import { Problem } from '../parts/problem.tsx';
import { duration, exactTime } from '../text/words.ts';
import { CallMark } from './hook-mark.tsx';

const lookEveryMs = 3000;
const shown = 30;

const isCalls = (answer: unknown): answer is readonly HookCallEntry[] => Array.isArray(answer);

/** The last calls of all hooks. */
export function CallList() {
  const { found, failure } = useLookedAt('/api/hooks/history', isCalls, lookEveryMs);
  return (
    <section className="hook-calls" aria-label="Last calls">
      <h2>Last calls</h2>
      {failure !== undefined && <Problem words={failure} />}
      {found?.length === 0 && <p className="hook-none">None was called yet.</p>}
      <ol>
        {found?.slice(0, shown).map((call, at) => (
          <li key={`${call.atMs}-${at}`}>
            <time>{exactTime(call.atMs)}</time>
            <CallMark outcome={call.outcome} />
            <code>{call.hook}</code>
            <span>{duration(call.tookMs * 1000)}</span>
            {call.problem !== undefined && <p>{call.problem}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
