import type { PlatformKind } from '../core/event.ts';
import { type StageName, stageNames } from './verdict.ts';

export const verdicts = ['allow', 'flag', 'refuse'] as const;

/** How often a stage decided what, on which platform. */
export interface Tally {
  readonly stage: StageName;
  readonly verdict: (typeof verdicts)[number];
  readonly platform: Source;
  readonly count: number;
}

/** Where uses come from. */
const sources = ['discord', 'irc', 'console', 'web'] as const;
export type Source = PlatformKind | 'web';

const first = { allow: 0, flag: 1, refuse: 2 } as const;
const numbers = { discord: 0, irc: 1, console: 2, web: 3 } as const satisfies Record<
  Source,
  number
>;

/** Counts of decisions; a decision costs one addition a stage. */
export class Tallies {
  readonly #counts = new Float64Array(stageNames.length * verdicts.length * sources.length);

  count(stage: number, verdict: Tally['verdict'], source: Source): void {
    const at = (stage * verdicts.length + first[verdict]) * sources.length + numbers[source];
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  /** All that were counted, those that never happened too. */
  all(): readonly Tally[] {
    return stageNames.flatMap((stage, row) =>
      verdicts.flatMap((verdict, column) =>
        sources.map((platform, place) => {
          const at = (row * verdicts.length + column) * sources.length + place;
          return { stage, verdict, platform, count: this.#counts[at] ?? 0 };
        }),
      ),
    );
  }
}
