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
    note({ message, id }) {
      if (message !== undefined) byMessage.set(message, id);
    },
    of: (message) => byMessage.get(message),
  };
}
