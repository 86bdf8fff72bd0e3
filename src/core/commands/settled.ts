import type { Result } from '../../base/result.ts';
import type { EndAct } from '../audit/audit.ts';
import type { ReplyOptions } from '../platform.ts';
import type { Soon } from './command.ts';
import { whoSees } from './dispatch-reasons.ts';
import type { Pass } from './gate.ts';
import type { Use } from './use.ts';

/** The card of a question becomes the answer, where it can. */
export const howToAnswer = (use: Use): ReplyOptions => ({
  ...whoSees(use),
  ...(use.answered !== undefined && use.platform.can.has('controls') && { update: true }),
});

interface Settling<Value> {
  readonly beginning: Promise<EndAct> | undefined;
  /** Whether what it came to counts. */
  readonly isUse: (value: Value) => boolean;
}

/** What was refused or failed has used nothing up, nor has what only showed a form: that is used when it is sent. */
export async function settled<Value>(
  pass: Pass,
  run: () => Soon<Result<Value>>,
  { beginning, isUse }: Settling<Value>,
): Promise<Result<Value>> {
  // An act that is written down is so before it runs; nothing else waits for that.
  const end = beginning && (await beginning);
  try {
    const running = run();
    const outcome = running instanceof Promise ? await running : running;
    if (outcome.ok && isUse(outcome.value)) pass.commit();
    else pass.refund();
    end?.(outcome.ok ? 'done' : 'refused');
    return outcome;
  } catch (failure) {
    pass.refund();
    end?.('failed');
    throw failure;
  }
}
