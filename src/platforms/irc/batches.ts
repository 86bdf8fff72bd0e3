import type { Clock } from '../../base/clock.ts';
import { ownCopy } from './line-parser.ts';

/** What a batch means, with what those around it mean. */
interface Batch {
  readonly crowd: boolean;
  readonly history: boolean;
  readonly openedAtMs: number;
}

const maxOpen = 64;
const maxAgeMs = 60_000;
const crowds = new Set(['netsplit', 'netjoin']);
const history = new Set(['chathistory', 'znc.in/playback', 'playback', 'draft/chathistory']);

/**
 * Open batches by their reference. Lines are never held back for one: a batch only says what a line
 * belongs to, so one that is never closed costs an entry for a minute and loses nothing.
 */
export class Batches {
  readonly #open = new Map<string, Batch>();
  readonly #clock: Pick<Clock, 'monotonic'>;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Takes the parameters of a BATCH line and the batch that the line itself is in; false when it makes no sense. */
  take([reference = '', type = '']: readonly string[], inside: string | undefined): boolean {
    const id = reference.slice(1);
    if (id === '') return false;
    if (reference.startsWith('-')) return this.#open.delete(id);
    if (!reference.startsWith('+') || type === '') return false;
    this.#makeRoom();
    const kind = type.toLowerCase();
    this.#open.set(ownCopy(id), {
      crowd: crowds.has(kind) || this.isCrowd(inside),
      history: history.has(kind) || this.isHistory(inside),
      openedAtMs: this.#clock.monotonic(),
    });
    return true;
  }

  /** Part of a netsplit or netjoin. */
  isCrowd(reference: string | undefined): boolean {
    return reference !== undefined && this.#open.get(reference)?.crowd === true;
  }

  /** Played back, not said now. */
  isHistory(reference: string | undefined): boolean {
    return reference !== undefined && this.#open.get(reference)?.history === true;
  }

  #makeRoom(): void {
    const nowMs = this.#clock.monotonic();
    for (const [id, batch] of this.#open) {
      if (this.#open.size < maxOpen && nowMs - batch.openedAtMs < maxAgeMs) break;
      this.#open.delete(id);
    }
  }
}
