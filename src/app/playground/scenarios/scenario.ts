import type { Clock } from '../../../base/clock.ts';
import type { Lifetime } from '../../../base/lifetime.ts';
import type { Traces } from '../../../core/trace.ts';
import type { PlayReport, PlayScenario } from '../../../dashboard/index.ts';
import type { Guard } from '../../../guard/index.ts';
import type { RaidHappenings } from '../../raids/index.ts';
import type { Sandboxes } from '../../sandboxes.ts';

/** How far a scenario is, and at the end how it went. */
export interface Progress {
  readonly done: number;
  readonly note: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly report?: PlayReport;
}

export interface Scenario extends PlayScenario {
  readonly total: number;
  play(stage: Stage, progress: (progress: Progress) => void): Promise<Progress>;
}

/** Where scenarios play: both networks, and where what really happens is heard of. */
export interface Stage {
  readonly sandboxes: Sandboxes;
  readonly traces: Pick<Traces, 'follow'>;
  readonly guard: Pick<Guard, 'follow' | 'reset'>;
  readonly raids: Pick<RaidHappenings, 'follow'>;
  readonly clock: Clock;
  readonly life: Lifetime;
}

/** Whether the network let somebody do it; on IRC that is an outcome, on Discord a rejection. */
export async function allowed(act: () => Promise<unknown>): Promise<boolean> {
  try {
    const outcome = await act();
    const isRefusal = typeof outcome === 'object' && outcome !== null && 'ok' in outcome;
    return !isRefusal || outcome.ok === true;
  } catch {
    return false;
  }
}
