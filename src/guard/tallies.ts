import type { PlatformKind } from '../core/event.ts';
import { type OutputStage, outputStageNames } from './output-limits.ts';
import { type StageName, stageNames } from './verdict.ts';

export const verdicts = ['allow', 'flag', 'refuse'] as const;

/** The stages of both ways, in order. */
const allStages = [...stageNames, ...outputStageNames] as const;

/** A stage of the way out, as it is counted. */
export const outputStageNumber = (stage: OutputStage): number =>
  stageNames.length + (stage === 'output' ? 0 : 1);

/** How often a stage decided what, on which platform. */
export interface Tally {
  readonly stage: StageName | OutputStage;
  readonly verdict: (typeof verdicts)[number];
  readonly platform: Source;
  readonly count: number;
}

/** Where uses come from. */
export const sources = ['discord', 'irc', 'console', 'web'] as const;
export type Source = PlatformKind | 'web';

/** Each verdict's number, and each source's: counting is done by numbers, because it is done at every stage. */
export const counted = { allow: 0, flag: 1, refuse: 2 } as const;

export function sourceNumber(source: Source): number {
  switch (source) {
    case 'discord':
      return 0;
    case 'irc':
      return 1;
    case 'console':
      return 2;
    case 'web':
      return 3;
  }
}

/** Counts of decisions; a decision costs one addition a stage. */
export class Tallies {
  readonly #counts = new Float64Array(allStages.length * verdicts.length * sources.length);

  count(stage: number, verdict: 0 | 1 | 2, source: number): void {
    const at = (stage * verdicts.length + verdict) * sources.length + source;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  /** All that were counted, those that never happened too. */
  all(): readonly Tally[] {
    return allStages.flatMap((stage, row) =>
      verdicts.flatMap((verdict, column) =>
        sources.map((platform, place) => {
          const at = (row * verdicts.length + column) * sources.length + place;
          return { stage, verdict, platform, count: this.#counts[at] ?? 0 };
        }),
      ),
    );
  }
}
