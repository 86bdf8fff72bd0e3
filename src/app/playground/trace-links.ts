import { boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { Trace } from '../../core/trace.ts';

/** Which trace explains which message of a simulated network. */
export interface TraceLinks {
  note(trace: Trace): void;
  of(message: string): string | undefined;
}

export function traceLinks(clock: Pick<Clock, 'monotonic'>): TraceLinks {
  const byMessage = boundedMap<string>({ maxEntries: 5000 }, clock);
  return {
    note({ message, said, id }) {
      // What we said is seen by ourselves again; the trace that explains it is the one that said it.
      if (message !== undefined && byMessage.get(message) === undefined) byMessage.set(message, id);
      for (const answer of said) byMessage.set(answer, id);
    },
    of: (message) => byMessage.get(message),
  };
}
