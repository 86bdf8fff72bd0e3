import { channelId } from '../base/ids.ts';
import type { Random } from '../base/random.ts';
import {
  Guard,
  type Happening,
  type LimitsFor,
  type Refused,
  type Flagged,
  type Reservation,
  type Use,
  type Where,
  categories,
} from '../guard/index.ts';
import { type FactPlace, fateIn, fates, isExempt, isUse, kindIn, kindNumber } from './fact.ts';
import { Counting, type Outcome } from './outcome.ts';
import type { Tape } from './tape.ts';

export interface ReplayParts {
  readonly tape: Tape;
  /** The limits that are tried. */
  readonly limitsFor: LimitsFor;
  /** How long a command rests in a channel after a use. */
  readonly cooldownMs: (command: string, where: Where) => number;
  /** What is counted; the rest only happens. */
  readonly counts: (place: FactPlace) => boolean;
  readonly random: Random;
  /** Awaited between slices, for others to have their turn. */
  readonly turn: () => Promise<void>;
  /** Hears each verdict, by the tape's row. */
  readonly decided?: (row: number, verdict: Refused | Flagged | undefined) => void;
}

/** Rows in one go: a few milliseconds. */
const sliceRows = 2048;
const sweepEveryMs = 60_000;
/** The guard's time here begins after its tables' zero. */
const startMs = 1;

/**
 * Runs recorded uses through the guard itself, on its own empty memory and on the tape's time, as if these limits had held.
 * A use that was really refused is taken to have gone on to run when it is let in here; nobody is taken to have
 * behaved otherwise because of a refusal.
 */
export async function replay(parts: ReplayParts): Promise<Outcome> {
  const run = new Run(parts);
  // Setting its tables up is a slice of its own.
  await parts.turn();
  for (let row = 0; row < parts.tape.count; row += sliceRows) {
    run.rows(row, Math.min(parts.tape.count, row + sliceRows));
    await parts.turn();
  }
  return run.outcome();
}

const noChannel = channelId('console/-');
const away = Symbol('turned away');

class Run {
  readonly #parts: ReplayParts;
  readonly #guard: Guard;
  readonly #counted: readonly boolean[];
  /** 1 for who ever did something in the places that count: nobody else can matter there. */
  readonly #relevant: Uint8Array;
  readonly #count: Counting;
  /** Uses whose end is told by a later row. */
  readonly #open = new Map<number, Reservation | typeof away>();
  readonly #baseMs: number;
  #sweptMs = 0;
  #place = 0;
  #where: Where;

  constructor(parts: ReplayParts) {
    this.#parts = parts;
    const { tape, limitsFor, random } = parts;
    this.#guard = new Guard({ limitsFor, random });
    this.#guard.follow((happening) => this.#happened(happening));
    this.#where = tape.placeList[0] ?? { channel: noChannel, platform: 'console' };
    this.#counted = tape.placeList.map(parts.counts);
    this.#relevant = peopleIn(tape, this.#counted);
    this.#count = new Counting(tape);
    this.#baseMs = (tape.timesMs[0] ?? 0) - startMs;
  }

  rows(from: number, until: number): void {
    const { tape } = this.#parts;
    for (let row = from; row < until; row += 1) {
      const [actor, place] = [tape.actors[row] ?? 0, tape.places[row] ?? 0];
      if (this.#relevant[actor] === 0) continue;
      const nowMs = (tape.timesMs[row] ?? 0) - this.#baseMs;
      if (nowMs - this.#sweptMs >= sweepEveryMs) this.#sweep(nowMs);
      this.#place = place;
      this.#where = tape.placeList[place] ?? this.#where;
      this.#row(row, nowMs);
    }
  }

  outcome(): Outcome {
    return this.#count.outcome();
  }

  #row(row: number, nowMs: number): void {
    const { tape } = this.#parts;
    const kind = kindIn(tape.marks[row] ?? 0);
    if (isUse(kind)) return this.#enter(row, nowMs);
    const link = tape.links[row] ?? -1;
    const open = this.#open.get(link);
    if (open === away) return;
    if (kind === kindNumber.reserve) this.#reserve(link, nowMs);
    else if (open) open.refund();
  }

  #enter(row: number, nowMs: number): void {
    const verdict = this.#guard.judge(this.#useIn(row), nowMs);
    if (this.#counted[this.#place] === true) this.#count.use(row);
    if (verdict.verdict !== 'allow') this.#decide(row, verdict);
    if (verdict.verdict === 'refuse') return this.#await(row, away);
    const fate = fateIn(this.#parts.tape.fates[row] ?? 0);
    if (fate === fates.letIn) return;
    const open = this.#reserve(row, nowMs);
    if (fate === fates.refunded && open !== away) open.refund();
  }

  #reserve(row: number, nowMs: number): Reservation | typeof away {
    const { tape, cooldownMs } = this.#parts;
    const use = this.#useIn(row);
    const command = tape.commandNames[tape.commands[row] ?? 0] ?? '';
    const wanted = { command, cooldownMs: cooldownMs(command, use.where) };
    const reserved = this.#guard.reserve(use, wanted, nowMs);
    if (reserved.verdict !== 'allow') this.#decide(row, reserved);
    const open = reserved.verdict === 'refuse' ? away : reserved.reservation;
    this.#await(row, open);
    return open;
  }

  #await(row: number, open: Reservation | typeof away): void {
    if (this.#parts.tape.followed[row] === 1) this.#open.set(row, open);
  }

  #decide(row: number, verdict: Refused | Flagged): void {
    if (this.#counted[this.#place] !== true) return;
    this.#count.decided(row, verdict);
    this.#parts.decided?.(row, verdict);
  }

  #useIn(row: number): Use {
    const { tape } = this.#parts;
    const mark = tape.marks[row] ?? 0;
    return {
      actor: tape.actorNames[tape.actors[row] ?? 0] ?? '',
      where: this.#where,
      category: categories[kindIn(mark)] ?? 'basic',
      exempt: isExempt(mark),
    };
  }

  #happened(happening: Happening): void {
    if (this.#counted[this.#place] === true) this.#count.happened(happening);
  }

  #sweep(nowMs: number): void {
    this.#guard.sweep(nowMs);
    this.#sweptMs = nowMs;
  }
}

function peopleIn(tape: Tape, counted: readonly boolean[]): Uint8Array {
  const people = new Uint8Array(tape.actorNames.length);
  for (let row = 0; row < tape.count; row += 1) {
    if (counted[tape.places[row] ?? 0] === true) people[tape.actors[row] ?? 0] = 1;
  }
  return people;
}
