import type { Result } from '../../base/result.ts';
import type { Soon } from './command.ts';
import type { Pass } from './gate.ts';

interface Settling<Value> {
  readonly onFault: () => void;
  /** Whether what it came to counts. */
  readonly isUse: (value: Value) => boolean;
}

/** What was refused or failed has used nothing up, nor has what only showed a form: that is used when it is sent. */
export async function settled<Value>(
  pass: Pass,
  run: () => Soon<Result<Value>>,
  { onFault, isUse }: Settling<Value>,
): Promise<Result<Value>> {
  try {
    const running = run();
    const outcome = running instanceof Promise ? await running : running;
    if (outcome.ok && isUse(outcome.value)) pass.commit();
    else pass.refund();
    return outcome;
  } catch (failure) {
    pass.refund();
    onFault();
    throw failure;
  }
}
