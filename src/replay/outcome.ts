import {
  type Flagged,
  type Happening,
  type Refused,
  type StageName,
  stageNames,
} from '../guard/index.ts';
import { type Tape, hourMs } from './tape.ts';

/** Who was turned away, and how often. Who it was is a key, not a name. */
export interface Person {
  readonly key: string;
  readonly uses: number;
  readonly refused: number;
  /** Would have been refused by a stage that only watches. */
  readonly flagged: number;
}

export interface StageCount {
  readonly stage: StageName;
  readonly refused: number;
  readonly flagged: number;
}

/** What limits come to over recorded uses of a place. */
export interface Outcome {
  readonly uses: number;
  readonly refused: number;
  readonly flagged: number;
  readonly byStage: readonly StageCount[];
  /** Who was refused or would have been, most first. */
  readonly people: readonly Person[];
  readonly silences: number;
  /** Silences of a channel that is only watched. */
  readonly watchedSilences: number;
  readonly mutes: number;
  readonly bans: number;
  /** By hours since the tape's beginning; hours without a use are left out. */
  readonly hours: readonly {
    readonly hour: number;
    readonly uses: number;
    readonly refused: number;
    readonly flagged: number;
  }[];
}

/** Adds up what a replay decides in the places that count. */
export class Counting {
  readonly #tape: Tape;
  readonly #uses: Int32Array;
  readonly #refused: Int32Array;
  readonly #flagged: Int32Array;
  /** What was decided of a row so far: 1 flagged, 2 refused. */
  readonly #decided: Uint8Array;
  readonly #stages = stageNames.map((stage) => ({ stage, refused: 0, flagged: 0 }));
  readonly #hours = new Map<number, { uses: number; refused: number; flagged: number }>();
  readonly #happened = { silences: 0, watchedSilences: 0, mutes: 0, bans: 0 };

  constructor(tape: Tape) {
    const people = tape.actorNames.length;
    this.#tape = tape;
    this.#uses = new Int32Array(people);
    this.#refused = new Int32Array(people);
    this.#flagged = new Int32Array(people);
    this.#decided = new Uint8Array(tape.count);
  }

  use(row: number): void {
    this.#add(this.#uses, row, 1);
    this.#hour(row).uses += 1;
  }

  /** A use counts once: as refused when any stage refused it, else as flagged when any would have. */
  decided(row: number, { verdict, stage }: Refused | Flagged): void {
    const at = this.#stages[stageNames.indexOf(stage)];
    if (at) at[verdict === 'refuse' ? 'refused' : 'flagged'] += 1;
    const before = this.#decided[row] ?? 0;
    const now = verdict === 'refuse' ? 2 : 1;
    if (now <= before) return;
    this.#decided[row] = now;
    this.#settle(row, before, -1);
    this.#settle(row, now, 1);
  }

  happened(happening: Happening): void {
    switch (happening.kind) {
      case 'muted':
        this.#happened.mutes += 1;
        return;
      case 'banned':
        this.#happened.bans += 1;
        return;
      case 'channel-silenced':
        this.#happened[happening.watched ? 'watchedSilences' : 'silences'] += 1;
        return;
      default:
        // Nothing is said in a replay, so nothing is held on the way out.
        return;
    }
  }

  outcome(): Outcome {
    const sum = (column: Int32Array): number => column.reduce((total, one) => total + one, 0);
    return {
      uses: sum(this.#uses),
      refused: sum(this.#refused),
      flagged: sum(this.#flagged),
      byStage: this.#stages,
      people: this.#people(),
      ...this.#happened,
      hours: [...this.#hours].map(([hour, counts]) => ({ hour, ...counts })),
    };
  }

  #settle(row: number, decided: number, by: number): void {
    if (decided === 0) return;
    this.#add(decided === 2 ? this.#refused : this.#flagged, row, by);
    this.#hour(row)[decided === 2 ? 'refused' : 'flagged'] += by;
  }

  #add(column: Int32Array, row: number, by: number): void {
    const actor = this.#tape.actors[row] ?? 0;
    column[actor] = (column[actor] ?? 0) + by;
  }

  #hour(row: number) {
    const { timesMs, fromMs } = this.#tape;
    const hour = Math.floor(((timesMs[row] ?? 0) - fromMs) / hourMs);
    const known = this.#hours.get(hour) ?? { uses: 0, refused: 0, flagged: 0 };
    this.#hours.set(hour, known);
    return known;
  }

  #people(): readonly Person[] {
    return this.#tape.actorNames
      .map((key, actor) => ({
        key,
        uses: this.#uses[actor] ?? 0,
        refused: this.#refused[actor] ?? 0,
        flagged: this.#flagged[actor] ?? 0,
      }))
      .filter(({ refused, flagged }) => refused + flagged > 0)
      .sort((a, b) => b.refused - a.refused || b.flagged - a.flagged);
  }
}
