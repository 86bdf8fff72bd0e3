import type { Clock } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import { Fingerprint, type Seed, type Use, type Verdict, categoryOf } from '../guard/index.ts';
import {
  type FactPlace,
  fateIn,
  fateOfRefusal,
  fates,
  isUse,
  kindIn,
  kindNumber,
  markedExempt,
  numberOfCategory,
  withWatcher,
} from './fact.ts';
import { FactPage, type FactRow } from './fact-page.ts';

/** Pages that may wait to be written. When all are full, the oldest is given up: people come before facts. */
const mostWaiting = 8;
/** How far back a use is looked for when its command is ready to run. */
const furthestBack = 256;

interface Parts {
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly random: Random;
  /** For fingerprints of people. */
  readonly seed: Seed;
  /** Whether anything may be kept of this place. Must answer at once. */
  readonly isKept: (place: FactPlace) => boolean;
  /** Called when a page is full. */
  readonly full: () => void;
}

/** A use as it was judged. `place` is where it came from: the same object for each event there. */
export interface Judged {
  readonly use: Use;
  readonly place: FactPlace;
  readonly command: string;
  readonly nowMs: number;
}

/** Where a use stands in the facts. */
export interface FactMark {
  readonly page: FactPage;
  readonly row: number;
}

/**
 * Takes facts down, in the order in which they happen. That is a few numbers into memory that is there already; writing
 * them to the database is someone else's business. Times are whole milliseconds: the guard's own time, moved to
 * the epoch once, so that steps of the wall clock do not reach into them. What becomes of a use after its page was taken
 * away to be written is not told any more: a command that waits just then counts as let in, and no further.
 */
export class Recorder {
  readonly #parts: Parts;
  readonly #fingerprint: Fingerprint;
  readonly #epochMs: number;
  #page: FactPage;
  #waiting: FactPage[] = [];
  #lastActor = '';
  #dropped = 0;
  #size = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#fingerprint = new Fingerprint(parts.seed);
    this.#epochMs = Math.floor(parts.clock.now()) - Math.floor(parts.clock.monotonic());
    this.#page = this.#newPage(0);
  }

  /** Facts that were given up because nothing could be written for too long. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Facts that are not written yet. */
  get waiting(): number {
    return this.#waiting.reduce((sum, { count }) => sum + count, this.#page.count);
  }

  /** How long the message is whose command is judged next. */
  expectSize(characters: number): void {
    this.#size = characters;
  }

  /** Somebody said something, came or left. */
  saw(kind: 'message' | 'join' | 'leave', actor: string, place: FactPlace, nowMs: number): void {
    if (!this.#parts.isKept(place)) return;
    const size = kind === 'message' ? this.#size : 0;
    this.#push(actor, place, nowMs, { mark: kindNumber[kind], command: '', size });
  }

  /** A use came to the gate. Undefined where nothing is kept. */
  used({ use, place, command, nowMs }: Judged, verdict: Verdict): void {
    if (!this.#parts.isKept(place)) return;
    const mark = markedExempt(numberOfCategory(categoryOf(use.category)), use.exempt);
    const row = this.#push(use.actor, place, nowMs, { mark, command, size: this.#size });
    const fate = verdict.verdict === 'refuse' ? fateOfRefusal(verdict.stage) : fates.letIn;
    this.#page.fates[row] = withWatcher(
      fate,
      verdict.verdict === 'flag' ? verdict.stage : undefined,
    );
  }

  /** A use that was let in is ready to run. Where nothing came in between, its own row says so; else a row more. */
  reserved(judged: Judged, verdict: Verdict): FactMark | undefined {
    const row = this.#rowOf(judged);
    if (row < 0) return undefined;
    const fate = verdict.verdict === 'refuse' ? fateOfRefusal(verdict.stage) : fates.reserved;
    const page = this.#page;
    const own = page.fates[row] ?? 0;
    if (row === page.count - 1 && page.timesMs[row] === this.#timeOf(judged.nowMs)) {
      page.fates[row] = (own & 0xf0) | fate;
      return { page, row };
    }
    const noted = this.#note({ page, row }, kindNumber.reserve, judged.nowMs, fate);
    return noted ? { page, row } : undefined;
  }

  /** What was reserved was given back. */
  refunded(mark: FactMark | undefined, nowMs: number): void {
    if (!mark) return;
    const { page, row } = mark;
    const fate = page.fates[row] ?? 0;
    const isLast = row === page.count - 1;
    if ((isLast || page !== this.#page) && fateIn(fate) === fates.reserved) {
      page.fates[row] = (fate & 0xf0) | fates.refunded;
      return;
    }
    if (page === this.#page) this.#note(mark, kindNumber.refund, nowMs, 0);
  }

  /** All pages that wait, this moment's too: they are the caller's now. */
  take(): readonly FactPage[] {
    const pages = this.#page.count > 0 ? [...this.#waiting, this.#page] : this.#waiting;
    this.#waiting = [];
    if (this.#page.count > 0) this.#page = this.#newPage(this.#page.number);
    return pages;
  }

  /** Takes back what could not be written. */
  giveBack(pages: readonly FactPage[]): void {
    this.#waiting = [...pages, ...this.#waiting];
    this.#bound();
  }

  /** The fingerprint of a person, as it stands in pages. */
  fingerprintOf(actor: string): { readonly high: number; readonly low: number } {
    this.#who(actor);
    const { high, low } = this.#fingerprint;
    return { high, low };
  }

  #push(
    actor: string,
    place: FactPlace,
    nowMs: number,
    { mark, command, size }: { mark: number; command: string; size: number },
  ): number {
    if (this.#page.isFull) this.#turn();
    this.#who(actor);
    const page = this.#page;
    return page.push(this.#timeOf(nowMs), this.#fingerprint.high, this.#fingerprint.low, {
      place: page.numberOfPlace(place),
      mark,
      command: page.numberOfCommand(command),
      size,
    });
  }

  /** A row that says what became of an earlier one. */
  #note({ page, row }: FactMark, mark: number, nowMs: number, fate: number): boolean {
    if (page.isFull) return false;
    const size = page.count - row;
    const [high, low] = [page.highs[row] ?? 0, page.lows[row] ?? 0];
    const place = page.placeNumbers[row] ?? 0;
    const command = page.commandNumbers[row] ?? 0;
    const at = page.push(this.#timeOf(nowMs), high, low, { place, mark, command, size });
    page.fates[at] = fate;
    return true;
  }

  /** The latest use of this command by this person here that nothing followed yet; -1 where there is none. */
  #rowOf({ use, place, command }: Judged): number {
    if (!this.#parts.isKept(place)) return -1;
    this.#who(use.actor);
    const page = this.#page;
    const sought = { place: page.numberOfPlace(place), command: page.numberOfCommand(command) };
    const followed = new Set<number>();
    const last = Math.max(0, page.count - furthestBack);
    for (let row = page.count - 1; row >= last; row -= 1) {
      if (!this.#isOf(row, sought)) continue;
      const kind = kindIn(page.marks[row] ?? 0);
      if (kind === kindNumber.reserve) followed.add(row - (page.sizes[row] ?? 0));
      const isOpen = isUse(kind) && fateIn(page.fates[row] ?? 0) === fates.letIn;
      if (isOpen && !followed.has(row)) return row;
    }
    return -1;
  }

  /** Whether a row is of the person whose fingerprint was just made, there and with this command. */
  #isOf(row: number, { place, command }: Pick<FactRow, 'place' | 'command'>): boolean {
    const page = this.#page;
    return (
      page.highs[row] === this.#fingerprint.high &&
      page.lows[row] === this.#fingerprint.low &&
      page.placeNumbers[row] === place &&
      page.commandNumbers[row] === command
    );
  }

  #who(actor: string): void {
    if (actor === this.#lastActor) return;
    this.#fingerprint.of(actor);
    this.#lastActor = actor;
  }

  #timeOf = (nowMs: number): number => Math.floor(nowMs) + this.#epochMs;

  #turn(): void {
    this.#waiting.push(this.#page);
    this.#page = this.#newPage(this.#page.number);
    this.#bound();
    this.#parts.full();
  }

  #bound(): void {
    while (this.#waiting.length > mostWaiting) this.#dropped += this.#waiting.shift()?.count ?? 0;
  }

  #newPage(before: number): FactPage {
    const number = Math.floor(this.#parts.clock.now()) * 1000 + this.#parts.random.below(1000);
    return new FactPage(Math.max(before + 1, number));
  }
}
