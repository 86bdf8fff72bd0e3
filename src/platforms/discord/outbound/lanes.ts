import { CastellanError } from '../../../base/errors.ts';
import type { Lane } from '../../../core/platform.ts';

const order = ['urgent', 'operator', 'normal', 'bulk'] as const satisfies readonly Lane[];
const longestQueue = 1_000;

/** Those who wait for their turn in a channel, by lane. */
type Waiting = Readonly<Record<Lane, (() => void)[]>>;

/**
 * What is said in one channel, one at a time, higher lanes first. Discord limits each channel, so
 * whatever is sent there has to wait its turn anyway; here it can still be overtaken.
 */
export class Lanes {
  readonly #channels = new Map<string, Waiting>();

  /** Runs a job in its turn. Rejects with `not-available` when too much waits. */
  async run<Value>(channel: string, lane: Lane, job: () => Promise<Value>): Promise<Value> {
    const waiting = this.#channels.get(channel);
    if (waiting) await myTurn(waiting, lane);
    else this.#channels.set(channel, { urgent: [], operator: [], normal: [], bulk: [] });
    try {
      return await job();
    } finally {
      this.#next(channel);
    }
  }

  #next(channel: string): void {
    const waiting = this.#channels.get(channel);
    const lane = waiting && order.find((one) => waiting[one].length > 0);
    const next = lane && waiting[lane].shift();
    if (next) next();
    else this.#channels.delete(channel);
  }
}

function myTurn(waiting: Waiting, lane: Lane): Promise<void> {
  const count = order.reduce((sum, one) => sum + waiting[one].length, 0);
  if (count >= longestQueue)
    throw new CastellanError('not-available', 'Too much waits to be said in this channel');
  return new Promise((resolve) => void waiting[lane].push(resolve));
}
