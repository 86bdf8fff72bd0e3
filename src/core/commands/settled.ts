import type { Result } from '../../base/result.ts';
import type { EndAct } from '../audit/audit.ts';
import type { Soon } from './command.ts';
import type { Pass } from './gate.ts';

/** What was refused or failed has used nothing up. */
export async function settled<Value>(
  pass: Pass,
  run: () => Soon<Result<Value>>,
  beginning: Promise<EndAct> | undefined,
): Promise<Result<Value>> {
  // An act that is written down is so before it runs; nothing else waits for that.
  const end = beginning && (await beginning);
  try {
    const running = run();
    const outcome = running instanceof Promise ? await running : running;
    if (outcome.ok) pass.commit();
    else pass.refund();
    end?.(outcome.ok ? 'done' : 'refused');
    return outcome;
  } catch (failure) {
    pass.refund();
    end?.('failed');
    throw failure;
  }
}
