import type { Result } from '../../base/result.ts';
import type { Soon } from './command.ts';
import type { Pass } from './gate.ts';

/** What was refused or failed has used nothing up. */
export async function settled<Value>(
  pass: Pass,
  run: () => Soon<Result<Value>>,
  onFault: () => void,
): Promise<Result<Value>> {
  try {
    const running = run();
    const outcome = running instanceof Promise ? await running : running;
    if (outcome.ok) pass.commit();
    else pass.refund();
    return outcome;
  } catch (failure) {
    pass.refund();
    onFault();
    throw failure;
  }
}
