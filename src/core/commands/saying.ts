import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { Guarded, Said } from '../platform.ts';
import type { Say } from '../texts/texts.ts';
import type { TraceWriter } from '../trace.ts';
import { refusalInWords } from './cards.ts';
import type { HouseRules } from './house-rules.ts';

type Saying = (
  send: () => Promise<Said>,
  trace: TraceWriter,
  rules: HouseRules,
) => Promise<Said | undefined>;

/** Sends, and notes in the trace how that went; undefined when it failed. What the guard had against it is no failure. */
export function saying(log: Log): Saying {
  return async (send, trace, { say }) => {
    try {
      const said = await send();
      if (said.guarded) noteGuarded(trace, said.guarded, say);
      if (said.guarded && said.guarded.verdict !== 'flag') return said;
      trace.said(said.message);
      trace.step('send', 'allow', 'handed to the network');
      return said;
    } catch (failure) {
      trace.step('send', 'fail', messageOf(failure));
      log.warn({ reference: trace.id, err: failure }, 'An answer could not be sent');
      return undefined;
    }
  };
}

/** Whether the guard kept it back for good. */
export const isWithheld = (said: Said): said is Said & { guarded: Guarded } =>
  said.guarded?.verdict === 'refuse';

/** `wait` is no refusal: it will be said. */
function noteGuarded(trace: TraceWriter, { stage, verdict, why }: Guarded, say: Say): void {
  const words = () => refusalInWords(why, say);
  if (verdict === 'wait')
    trace.step(stage, 'note', () => `${words()} The answer waits until then.`);
  else trace.step(stage, verdict, words);
}
