import type { Entering } from '../../core/commands/gate.ts';
import type { Reserved, Use, Verdict } from '../../guard/index.ts';

/** A use at the gate. `nowMs` is the guard's time. */
export interface AtGate {
  readonly entering: Entering;
  readonly use: Use;
  readonly nowMs: number;
}

/** Looks on while the guard judges, and must not take long. */
export interface GateWatch {
  entered(at: AtGate, verdict: Verdict): void;
  /** What it returns hears when that which was reserved is given back. */
  reserved(at: AtGate, reserved: Reserved): ((nowMs: number) => void) | undefined;
}

export const unwatched: GateWatch = { entered: () => {}, reserved: () => undefined };
