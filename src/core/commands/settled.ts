import type { Result } from '../../base/result.ts';
import type { EndAct } from '../audit/audit.ts';
import type { Permissions } from '../permissions/permissions.ts';
import type { Lane, ReplyOptions } from '../platform.ts';
import type { Soon } from './command.ts';
import { whoSees } from './dispatch-reasons.ts';
import type { Pass } from './gate.ts';
import type { Use } from './use.ts';

/** The card of a question becomes the answer, where it can. */
export const howToAnswer = (use: Use): ReplyOptions => ({
  ...whoSees(use),
  ...(use.answered !== undefined && use.platform.can.has('controls') && { update: true }),
});

/** Asked once it is clear that the caller may: what those who manage something are answered is not held back. */
export function laneOf(
  { exempt, command: { capability } }: Use,
  permissions: Pick<Permissions, 'capability'>,
): Lane {
  if (exempt) return 'operator';
  const least = capability && permissions.capability(capability)?.least;
  return least === undefined || least === '' || least === 'member' ? 'normal' : 'operator';
}

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
