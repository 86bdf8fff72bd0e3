import type { Log } from '../../base/log.ts';
import type { TraceWriter } from '../trace.ts';
import type { Answering, Questions } from './questions.ts';
import type { Use } from './use.ts';

/** Whether an event answers a question; then the use goes on, or something more is asked. */
export function answered(
  event: Answering,
  trace: TraceWriter,
  parts: { readonly questions: Questions; readonly log: Log; goOn(use: Use): Promise<void> },
): boolean {
  const take = parts.questions.take(event);
  if (!take) return false;
  take()
    .then((taken) => {
      if ('use' in taken) return parts.goOn({ ...taken.use, trace });
      trace.step('ask', 'note', taken.why);
      return trace.end(taken.outcome);
    })
    .catch((err: unknown) => {
      parts.log.error({ err }, 'An answer could not be taken');
      trace.end('failed');
    });
  return true;
}
